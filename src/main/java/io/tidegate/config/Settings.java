package io.tidegate.config;

import io.tidegate.access.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What this process was told: each setting is, in this order, the system property {@code
 * tidegate.x-y}, the environment variable {@code TIDEGATE_X_Y}, or its default. An empty one counts
 * as unset.
 */
public final class Settings {
    private final Map<Setting<?>, Object> values;
    private final List<String> warnings;
    private final List<InForce> inForce;
    private final Map<String, String> openTelemetry;

    /**
     * One setting as it holds now.
     *
     * @param value as it was written, secrets masked; null: unset
     * @param otherwise the value if nothing is set; null: none
     * @param from {@code property}, {@code environment} or {@code default}
     * @param meaning one line
     */
    public record InForce(
            String name,
            String variable,
            @Nullable String value,
            @Nullable String otherwise,
            String from,
            String meaning) {}

    /**
     * @throws InvalidSettings naming every mistake
     */
    public Settings(Map<String, String> environment) {
        this(environment, new Properties(), Map.of());
    }

    /**
     * @param defaults by names without {@code tidegate.}, instead of the ones in docs/settings.md
     * @throws InvalidSettings naming every mistake
     */
    public Settings(
            Map<String, String> environment, Properties system, Map<String, String> defaults) {
        SettingsReader reader = new SettingsReader(environment, system, defaults);
        this.values = reader.values();
        this.warnings = reader.warnings();
        this.inForce = reader.inForce();
        this.openTelemetry = reader.openTelemetry();
    }

    /** Those of this process. */
    public static Settings ofProcess(Map<String, String> defaults) {
        return new Settings(System.getenv(), System.getProperties(), defaults);
    }

    /**
     * Names that look like settings and are none, and values that are allowed but weak; one line
     * each.
     */
    public List<String> warnings() {
        return warnings;
    }

    /** Every setting, in the order of docs/settings.md, with where it comes from. */
    public List<InForce> inForce() {
        return inForce;
    }

    /**
     * Its variables {@code OTEL_…}, by the names of their properties; they may hold credentials.
     */
    public Map<String, String> openTelemetry() {
        return openTelemetry;
    }

    public String host() {
        return value(Setting.HOST);
    }

    public int port() {
        return value(Setting.PORT);
    }

    public Path dataDir() {
        return value(Setting.DATA_DIR);
    }

    public Path routesDir() {
        return value(Setting.ROUTES_DIR);
    }

    public boolean encryptPayloads() {
        return value(Setting.ENCRYPT_PAYLOADS);
    }

    public boolean liveReload() {
        return value(Setting.LIVE_RELOAD);
    }

    /** May hold a password: not to be logged. */
    public String databaseUrl() {
        return value(Setting.DATABASE_URL).replace("$DATA_DIR", dataDir().toString());
    }

    public @Nullable String databaseUser() {
        return optional(Setting.DATABASE_USER);
    }

    public @Nullable String databasePassword() {
        return optional(Setting.DATABASE_PASSWORD);
    }

    /** In base64, the one that encrypts first; empty: they are in the data folder. */
    public List<String> masterKeys() {
        List<String> keys = optional(Setting.MASTER_KEY);
        return keys == null ? List.of() : keys;
    }

    /** IP addresses and CIDRs. */
    public List<String> trustedProxies() {
        List<String> proxies = optional(Setting.TRUSTED_PROXIES);
        return proxies == null ? List.of() : proxies;
    }

    /** An origin, without a slash at its end; null: nothing is said. */
    public @Nullable String publicUrl() {
        String url = optional(Setting.PUBLIC_URL);
        return url == null ? null : url.replaceFirst("/$", "");
    }

    /** Null: there is no sign-in by a provider, and the other settings of its say nothing. */
    public @Nullable String oidcIssuer() {
        return optional(Setting.OIDC_ISSUER);
    }

    /** Null exactly if there is no issuer. */
    public @Nullable String oidcClientId() {
        return optional(Setting.OIDC_CLIENT_ID);
    }

    /** Null: a public client. */
    public @Nullable String oidcClientSecret() {
        return optional(Setting.OIDC_CLIENT_SECRET);
    }

    public List<String> oidcScopes() {
        return value(Setting.OIDC_SCOPES);
    }

    public String oidcRoleClaim() {
        return value(Setting.OIDC_ROLE_CLAIM);
    }

    /** By values of the claim; empty exactly if there is no issuer. */
    public Map<String, Role> oidcRoles() {
        Map<String, Role> roles = optional(Setting.OIDC_ROLES);
        return roles == null ? Map.of() : roles;
    }

    public String oidcTitle() {
        return value(Setting.OIDC_TITLE);
    }

    public Duration sessionIdle() {
        return value(Setting.SESSION_IDLE);
    }

    public int retryAttempts() {
        return value(Setting.RETRY_ATTEMPTS);
    }

    /** Null: the host's name and the port. */
    public @Nullable String nodeName() {
        return optional(Setting.NODE_NAME);
    }

    public Duration nodeTimeout() {
        return value(Setting.NODE_TIMEOUT);
    }

    public Duration retryDelay() {
        return value(Setting.RETRY_DELAY);
    }

    public Duration connectTimeout() {
        return value(Setting.CONNECT_TIMEOUT);
    }

    public Duration responseTimeout() {
        return value(Setting.RESPONSE_TIMEOUT);
    }

    /** Requests on the wire for each connector. */
    public int concurrency() {
        return value(Setting.CONCURRENCY);
    }

    /** Whether connectors that do not say else have a breaker. */
    public boolean breaker() {
        return value(Setting.BREAKER);
    }

    /** Null: never. */
    public @Nullable Duration deactivateAfter() {
        return optional(Setting.DEACTIVATE_AFTER);
    }

    /** May hold a key: not to be logged. */
    public @Nullable String noticeWebhook() {
        return optional(Setting.NOTICE_WEBHOOK);
    }

    public @Nullable String noticeSecret() {
        return optional(Setting.NOTICE_SECRET);
    }

    /** A Camel endpoint; may hold a password: not to be logged. */
    public @Nullable String noticeMail() {
        return optional(Setting.NOTICE_MAIL);
    }

    public Duration hookTimeout() {
        return value(Setting.HOOK_TIMEOUT);
    }

    /** In bytes. */
    public int maxEventSize() {
        return value(Setting.MAX_EVENT_SIZE);
    }

    public Duration retentionDelivered() {
        return value(Setting.RETENTION_DELIVERED);
    }

    public Duration retentionSkipped() {
        return value(Setting.RETENTION_SKIPPED);
    }

    public Duration retentionFailed() {
        return value(Setting.RETENTION_FAILED);
    }

    public Duration retentionAudit() {
        return value(Setting.RETENTION_AUDIT);
    }

    public Duration retentionRejected() {
        return value(Setting.RETENTION_REJECTED);
    }

    /** {@code host:port}, with commas and no spaces between them; null: there is no Kafka. */
    public @Nullable String kafkaBrokers() {
        String brokers = optional(Setting.KAFKA_BROKERS);
        return brokers == null ? null : brokers.replace(" ", "");
    }

    /** Those that are read. */
    public List<String> kafkaTopics() {
        List<String> topics = optional(Setting.KAFKA_TOPIC);
        return topics == null ? List.of() : topics;
    }

    public String kafkaGroup() {
        return value(Setting.KAFKA_GROUP);
    }

    /** Properties, which may be passwords. */
    public @Nullable Path kafkaConfig() {
        return optional(Setting.KAFKA_CONFIG);
    }

    /** A Camel endpoint; may hold a password: not to be logged. */
    public @Nullable String busEndpoint() {
        return optional(Setting.BUS_ENDPOINT);
    }

    /** May hold a password: not to be logged. */
    public @Nullable String busUrl() {
        return optional(Setting.BUS_URL);
    }

    public @Nullable String busUser() {
        return optional(Setting.BUS_USER);
    }

    public @Nullable String busPassword() {
        return optional(Setting.BUS_PASSWORD);
    }

    /** Of the console and the API alone; null: they are at the one port. */
    public @Nullable Integer adminPort() {
        return optional(Setting.ADMIN_PORT);
    }

    public String adminHost() {
        String own = optional(Setting.ADMIN_HOST);
        return own == null ? host() : own;
    }

    /** PEM; null: no port speaks TLS. */
    public @Nullable Path tlsCertificate() {
        return optional(Setting.TLS_CERTIFICATE);
    }

    /** PEM; null exactly if there is no certificate. */
    public @Nullable Path tlsKey() {
        return optional(Setting.TLS_KEY);
    }

    /** Names of fields that are masked in logs. */
    public List<String> sensitiveFields() {
        return value(Setting.SENSITIVE_FIELDS);
    }

    public boolean allowPrivateTargets() {
        return value(Setting.ALLOW_PRIVATE_TARGETS);
    }

    /** Host names, IP addresses and CIDRs. */
    public List<String> allowedPrivateTargets() {
        List<String> targets = optional(Setting.ALLOWED_PRIVATE_TARGETS);
        return targets == null ? List.of() : targets;
    }

    /** A Camel endpoint; may hold a password: not to be logged. */
    public @Nullable String failedQuerySink() {
        return optional(Setting.FAILED_QUERY_SINK);
    }

    /** May hold a password: not to be logged. */
    public @Nullable String sinkDatabaseUrl() {
        return optional(Setting.SINK_DATABASE_URL);
    }

    /** {@code loginradius} or {@code scim}. */
    public String identityProvider() {
        return value(Setting.IDENTITY_PROVIDER);
    }

    /** Without a slash at its end; null: nothing is said. */
    public @Nullable String identityUrl() {
        String url = optional(Setting.IDENTITY_URL);
        return url == null ? null : url.replaceFirst("/+$", "");
    }

    public @Nullable String identityKey() {
        return optional(Setting.IDENTITY_KEY);
    }

    public @Nullable String identitySecret() {
        return optional(Setting.IDENTITY_SECRET);
    }

    public boolean identitySigning() {
        return value(Setting.IDENTITY_SIGNING);
    }

    /** Requests a second, over all connectors. */
    public int identityRate() {
        return value(Setting.IDENTITY_RATE);
    }

    /** What LoginRadius signs its webhooks with; null: the identity secret. */
    public @Nullable String webhookSecret() {
        return optional(Setting.WEBHOOK_SECRET);
    }

    @Nullable String producerToken() {
        return optional(Setting.PRODUCER_TOKEN);
    }

    @Nullable String adminToken() {
        return optional(Setting.ADMIN_TOKEN);
    }

    private <T> T value(Setting<T> setting) {
        return Objects.requireNonNull(optional(setting), setting.name());
    }

    @SuppressWarnings("unchecked")
    private <T> @Nullable T optional(Setting<T> setting) {
        return (T) values.get(setting);
    }
}
