package io.tidegate.config;

import io.tidegate.access.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its name without {@code tidegate.}, what it may be, and its line in
 * docs/settings.md.
 */
final class Setting<T> {
    private static final List<Setting<?>> TABLE = new ArrayList<>();

    static final Setting<String> HOST =
            add(
                    "host",
                    Kinds.HOST,
                    "127.0.0.1",
                    "the address to listen on; `0.0.0.0` is every address");
    static final Setting<Integer> PORT =
            add("port", Kinds.number(0, 65_535), "8080", "the one port; 0 takes a free one");
    static final Setting<String> ADMIN_HOST =
            add(
                    "admin-host",
                    Kinds.HOST,
                    null,
                    "the address of the admin port; unset: the same as `tidegate.host`");
    static final Setting<Integer> ADMIN_PORT =
            add(
                    "admin-port",
                    Kinds.number(0, 65_535),
                    null,
                    "a port of their own for `/console` and `/api`, which the other one then has not; 0 takes a free one");
    static final Setting<Path> TLS_CERTIFICATE =
            add(
                    "tls-certificate",
                    Kinds.FILE,
                    null,
                    "the certificate with its chain, in PEM: every port speaks TLS alone, 1.2 or later; a renewed"
                            + " file is taken up by itself");
    static final Setting<Path> TLS_KEY =
            add("tls-key", Kinds.FILE, null, "its private key, in PEM (PKCS#8), not encrypted");
    static final Setting<Path> DATA_DIR =
            add(
                    "data-dir",
                    Kinds.FOLDER,
                    "./data",
                    "the journal, the tokens and the lock; one process at a time");
    static final Setting<Path> ROUTES_DIR =
            add("routes-dir", Kinds.FOLDER, "./routes", "the connector files");
    static final Setting<Boolean> LIVE_RELOAD =
            add(
                    "live-reload",
                    Kinds.SWITCH,
                    "true",
                    "a file saved in the routes folder takes effect within 2 s; false: at the next start");
    static final Setting<String> DATABASE_URL =
            add(
                    "database-url",
                    Kinds.DATABASE,
                    "jdbc:sqlite:$DATA_DIR/tidegate.db",
                    "the journal's database");
    static final Setting<String> DATABASE_USER =
            add("database-user", Kinds.TEXT, null, "the journal's database user");
    static final Setting<String> DATABASE_PASSWORD =
            add("database-password", Kinds.TEXT.asSecret(), null, "its password");
    static final Setting<String> NODE_NAME =
            add(
                    "node-name",
                    Kinds.TEXT,
                    null,
                    "what this node is called in logs and lists, where several share a PostgreSQL; unset: the host's"
                            + " name with the port");
    static final Setting<Duration> NODE_TIMEOUT =
            add(
                    "node-timeout",
                    Kinds.duration("1s", "5m"),
                    "5s",
                    "a node that has not been heard of for so long is dead: the others adopt its deliveries; the same"
                            + " on all nodes");
    static final Setting<String> PRODUCER_TOKEN =
            add(
                    "producer-token",
                    Kinds.TOKEN,
                    null,
                    "for `/events`; unset: made on the first start and printed once");
    static final Setting<String> ADMIN_TOKEN =
            add(
                    "admin-token",
                    Kinds.TOKEN,
                    null,
                    "for `/api`; unset: made on the first start and printed once");
    static final Setting<List<String>> SENSITIVE_FIELDS =
            add(
                    "sensitive-fields",
                    Kinds.NAMES,
                    "password, pin, token, secret, authorization, cookie, ssn, email, phone, birthdate, address,"
                            + " firstname, lastname, fullname",
                    "names of fields, in any case and as a word of a longer name, whose values are masked in logs");
    static final Setting<List<String>> TRUSTED_PROXIES =
            add(
                    "trusted-proxies",
                    Kinds.ADDRESSES,
                    null,
                    "proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed");
    static final Setting<String> PUBLIC_URL =
            add(
                    "public-url",
                    Kinds.ORIGIN,
                    null,
                    "where browsers reach the console, such as `https://tidegate.example.com`; unset: the address on this"
                            + " machine");
    static final Setting<String> OIDC_ISSUER =
            add(
                    "oidc-issuer",
                    Kinds.ISSUER,
                    null,
                    "the organisation's OpenID Connect provider, as it calls itself; unset: people sign in by password"
                            + " alone");
    static final Setting<String> OIDC_CLIENT_ID =
            add("oidc-client-id", Kinds.WORD, null, "what the provider knows Tidegate as");
    static final Setting<String> OIDC_CLIENT_SECRET =
            add(
                    "oidc-client-secret",
                    Kinds.TOKEN,
                    null,
                    "its secret there; unset: it is a public client, which PKCE alone protects");
    static final Setting<List<String>> OIDC_SCOPES =
            add(
                    "oidc-scopes",
                    Kinds.SCOPES,
                    "openid profile email",
                    "what the provider is asked for; some tell groups only for a scope `groups`");
    static final Setting<String> OIDC_ROLE_CLAIM =
            add(
                    "oidc-role-claim",
                    Kinds.WORD,
                    "groups",
                    "the claim that says what somebody is; dots lead into it, such as `realm_access.roles`");
    static final Setting<Map<String, Role>> OIDC_ROLES =
            add(
                    "oidc-roles",
                    Kinds.ROLES,
                    null,
                    "which role a value of that claim gives, such as `tidegate-admins=admin, staff=viewer`; of several the"
                            + " largest");
    static final Setting<String> OIDC_TITLE =
            add(
                    "oidc-title",
                    Kinds.TITLE,
                    "Sign in with your organisation",
                    "what the button on the sign-in page says");
    static final Setting<Duration> SESSION_IDLE =
            add(
                    "session-idle",
                    Kinds.duration("5m", "12h"),
                    "12h",
                    "after so long without a request a person's session ends");
    static final Setting<List<String>> MASTER_KEY =
            add(
                    "master-key",
                    Kinds.MASTER_KEYS,
                    null,
                    "encrypts the stored secrets, such as `openssl rand -base64 32` makes; unset: the file `master.key` in"
                            + " the data folder, made with the first secret");
    static final Setting<Boolean> ENCRYPT_PAYLOADS =
            add(
                    "encrypt-payloads",
                    Kinds.SWITCH,
                    "false",
                    "what events, requests and answers say is encrypted in the journal; with PostgreSQL it needs"
                            + " `tidegate.master-key`");
    static final Setting<Integer> RETRY_ATTEMPTS =
            add(
                    "retry-attempts",
                    Kinds.number(0, 1_000),
                    "5",
                    "repeats after a failed request, unless `retry:` says else");
    static final Setting<Duration> RETRY_DELAY =
            add("retry-delay", Kinds.duration("1ms", "1d"), "30s", "the time between them");
    static final Setting<Duration> CONNECT_TIMEOUT =
            add(
                    "connect-timeout",
                    Kinds.duration("1ms", "10m"),
                    "5s",
                    "for a connection to a third party");
    static final Setting<Duration> RESPONSE_TIMEOUT =
            add("response-timeout", Kinds.duration("1ms", "1h"), "30s", "for its answer");
    static final Setting<Integer> CONCURRENCY =
            add(
                    "concurrency",
                    Kinds.number(1, 10_000),
                    "64",
                    "requests on the wire for each connector");
    static final Setting<Boolean> BREAKER =
            add(
                    "breaker",
                    Kinds.SWITCH,
                    "false",
                    "connectors that say nothing of it park their deliveries after 20 failures in a row, as"
                            + " [`breaker: on`](connectors.md#delivery-control)");
    static final Setting<Duration> DEACTIVATE_AFTER =
            add(
                    "deactivate-after",
                    Kinds.duration("1s", "365d"),
                    null,
                    "a connector that has nothing but failures for so long is switched off, unless"
                            + " `deactivateAfter:` says else; unset: never");
    static final Setting<String> NOTICE_WEBHOOK =
            add(
                    "notice-webhook",
                    Kinds.WEB.stripped().asSecret(),
                    null,
                    "gets a POST when Tidegate itself switches a connector off");
    static final Setting<String> NOTICE_SECRET =
            add(
                    "notice-secret",
                    Kinds.TOKEN,
                    null,
                    "signs those, by Standard Webhooks: base64, with or without `whsec_` before it;"
                            + " `tidegate.notice-webhook` needs it");
    static final Setting<String> NOTICE_MAIL =
            add(
                    "notice-mail",
                    Kinds.MAIL.stripped().asSecret(),
                    null,
                    "gets the same as an e-mail: Camel's `smtps://HOST:465?username=…&password=…&from=…&to=…`");
    static final Setting<Duration> HOOK_TIMEOUT =
            add("hook-timeout", Kinds.duration("1ms", "1m"), "1s", "for one run of a script");
    static final Setting<Integer> MAX_EVENT_SIZE =
            add(
                    "max-event-size",
                    Kinds.size("1KiB", "8MiB"),
                    "1MiB",
                    "of one event; a larger one is answered 413");
    static final Setting<Duration> RETENTION_DELIVERED =
            add(
                    "retention-delivered",
                    Kinds.duration("1s", "3650d"),
                    "7d",
                    "how long a delivered delivery is kept");
    static final Setting<Duration> RETENTION_SKIPPED =
            add(
                    "retention-skipped",
                    Kinds.duration("1s", "3650d"),
                    "7d",
                    "how long a skipped one is kept");
    static final Setting<Duration> RETENTION_FAILED =
            add(
                    "retention-failed",
                    Kinds.duration("1s", "3650d"),
                    "30d",
                    "how long a failed one and its failed query are kept");
    static final Setting<Duration> RETENTION_AUDIT =
            add(
                    "retention-audit",
                    Kinds.duration("1s", "3650d"),
                    "400d",
                    "how long an entry of the audit log is kept");
    static final Setting<Duration> RETENTION_REJECTED =
            add(
                    "retention-rejected",
                    Kinds.duration("1s", "3650d"),
                    "30d",
                    "how long a rejected record of the bus is kept");
    static final Setting<Boolean> ALLOW_PRIVATE_TARGETS =
            add(
                    "allow-private-targets",
                    Kinds.SWITCH,
                    "false",
                    "connectors may call private and loopback addresses");
    static final Setting<List<String>> ALLOWED_PRIVATE_TARGETS =
            add(
                    "allowed-private-targets",
                    Kinds.TARGETS,
                    null,
                    "only these private and loopback addresses");
    static final Setting<String> FAILED_QUERY_SINK =
            add("failed-query-sink", Kinds.ENDPOINT, null, "gets each failed query too, as a Map");
    static final Setting<String> SINK_DATABASE_URL =
            add(
                    "sink-database-url",
                    Kinds.ANY_DATABASE,
                    null,
                    "the database of the bean `#sink`, for a `sql:` sink");
    static final Setting<String> KAFKA_BROKERS =
            add(
                    "kafka-brokers",
                    Kinds.BROKERS,
                    null,
                    "the Kafka that events are read from, and that `to: kafka:…` publishes to unless it names another");
    static final Setting<List<String>> KAFKA_TOPIC =
            add("kafka-topic", Kinds.KAFKA_NAMES, null, "the topics that are read; unset: none");
    static final Setting<String> KAFKA_GROUP =
            add("kafka-group", Kinds.KAFKA_NAME, "tidegate", "the consumer group that reads them");
    static final Setting<Path> KAFKA_CONFIG =
            add(
                    "kafka-config",
                    Kinds.FILE,
                    null,
                    "more settings of Kafka's clients, as a file of properties: security, time-outs, sizes");
    static final Setting<String> BUS_ENDPOINT =
            add(
                    "bus-endpoint",
                    Kinds.ENDPOINT,
                    null,
                    "a queue or topic of a message broker that events are read from, such as `amqp:queue:events`");
    static final Setting<String> BUS_URL =
            add(
                    "bus-url",
                    Kinds.AMQP,
                    null,
                    "the AMQP 1.0 broker of `amqp:` endpoints, to read from and to publish to");
    static final Setting<String> BUS_USER = add("bus-user", Kinds.TEXT, null, "its user");
    static final Setting<String> BUS_PASSWORD =
            add("bus-password", Kinds.TEXT.asSecret(), null, "its password");
    static final Setting<String> IDENTITY_PROVIDER =
            add(
                    "identity-provider",
                    Kinds.word("loginradius", "scim"),
                    "loginradius",
                    "what kind of API inflow connectors act on");
    static final Setting<String> IDENTITY_URL =
            add(
                    "identity-url",
                    Kinds.WEB,
                    null,
                    "its base address; unset: `https://api.loginradius.com`, and none for `scim`");
    static final Setting<String> IDENTITY_KEY =
            add("identity-key", Kinds.TOKEN, null, "LoginRadius' API key; SCIM needs none");
    static final Setting<String> IDENTITY_SECRET =
            add(
                    "identity-secret",
                    Kinds.TOKEN,
                    null,
                    "its API secret, which also signs its webhooks; SCIM's bearer token");
    static final Setting<Boolean> IDENTITY_SIGNING =
            add(
                    "identity-signing",
                    Kinds.SWITCH,
                    "false",
                    "requests to LoginRadius are signed with the secret, which is not sent");
    static final Setting<Integer> IDENTITY_RATE =
            add(
                    "identity-rate",
                    Kinds.number(1, 10_000),
                    "50",
                    "requests a second to the identity provider, over all connectors");
    static final Setting<String> WEBHOOK_SECRET =
            add(
                    "webhook-secret",
                    Kinds.TOKEN,
                    null,
                    "signs LoginRadius' webhooks, where it is not the API secret");

    private final String name;
    private final Kind<T> kind;
    private final @Nullable String defaultText;
    private final String meaning;

    private Setting(String name, Kind<T> kind, @Nullable String defaultText, String meaning) {
        this.name = name;
        this.kind = kind;
        this.defaultText = defaultText;
        this.meaning = meaning;
    }

    private static <T> Setting<T> add(
            String name, Kind<T> kind, @Nullable String defaultText, String meaning) {
        Setting<T> setting = new Setting<>(name, kind, defaultText, meaning);
        TABLE.add(setting);
        return setting;
    }

    static List<Setting<?>> all() {
        return List.copyOf(TABLE);
    }

    String name() {
        return name;
    }

    String property() {
        return "tidegate." + name;
    }

    String variable() {
        return "TIDEGATE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    Kind<T> kind() {
        return kind;
    }

    @Nullable String defaultText() {
        return defaultText;
    }

    /**
     * @param text null: unset
     * @param instead of its default; null: that holds
     */
    Settings.InForce inForce(@Nullable String text, @Nullable String instead, String from) {
        String otherwise = instead == null ? defaultText : instead;
        return new Settings.InForce(
                property(),
                variable(),
                text == null ? null : kind.told(text),
                otherwise == null ? null : kind.told(otherwise),
                from,
                meaning);
    }

    /** Its line in docs/settings.md. */
    String line() {
        String otherwise = defaultText == null ? "" : "`" + defaultText + "`";
        return "| `"
                + property()
                + "` | `"
                + variable()
                + "` | "
                + otherwise
                + " | "
                + meaning
                + " | "
                + kind.allowed()
                + " |";
    }
}
