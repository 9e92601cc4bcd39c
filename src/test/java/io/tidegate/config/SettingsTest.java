package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.access.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void withoutAnythingSetEverythingHasItsDefault() {
        Settings settings = new Settings(Map.of());
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.databaseUrl()).isEqualTo("jdbc:sqlite:./data/tidegate.db");
        assertThat(settings.databaseUser()).isNull();
        assertThat(settings.retryAttempts()).isEqualTo(5);
        assertThat(settings.retryDelay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.responseTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.concurrency()).isEqualTo(64);
        assertThat(settings.hookTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.maxEventSize()).isEqualTo(1 << 20);
        assertThat(settings.retentionDelivered()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.retentionSkipped()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.retentionFailed()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.allowPrivateTargets()).isFalse();
        assertThat(settings.allowedPrivateTargets()).isEmpty();
        assertThat(settings.failedQuerySink()).isNull();
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void theEnvironmentWinsOverTheDefaultAndASystemPropertyOverBoth() {
        Properties system = new Properties();
        system.setProperty("tidegate.port", "9001");
        Settings settings =
                new Settings(
                        Map.of("TIDEGATE_PORT", "9000", "TIDEGATE_HOST", "0.0.0.0"),
                        system,
                        Map.of("port", "1", "host", "localhost", "data-dir", "elsewhere"));
        assertThat(settings.port()).isEqualTo(9001);
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.dataDir()).isEqualTo(Path.of("elsewhere"));
    }

    @Test
    void whatIsReadFromKafkaNeedsItsBrokers() {
        InvalidSettings wrong =
                catchThrowableOfType(
                        InvalidSettings.class,
                        () ->
                                new Settings(
                                        Map.of(
                                                "TIDEGATE_KAFKA_TOPIC", "a b",
                                                "TIDEGATE_KAFKA_CONFIG", "k.properties",
                                                "TIDEGATE_BUS_PASSWORD", "hunter2")));
        assertThat(wrong)
                .hasMessageContaining("TIDEGATE_KAFKA_TOPIC is \"a b\", allowed is names of")
                .hasMessageContaining(
                        "TIDEGATE_KAFKA_CONFIG is set and TIDEGATE_KAFKA_BROKERS, which it needs, is not")
                .hasMessageContaining("TIDEGATE_BUS_PASSWORD is set and TIDEGATE_BUS_URL")
                .hasMessageNotContaining("hunter2");
        Settings settings =
                new Settings(
                        Map.of(
                                "TIDEGATE_KAFKA_BROKERS", "a:9092, [::1]:9093",
                                "TIDEGATE_KAFKA_TOPIC", "orders, customers"));
        assertThat(settings.kafkaBrokers()).isEqualTo("a:9092,[::1]:9093");
        assertThat(settings.kafkaTopics()).containsExactly("orders", "customers");
        assertThat(settings.kafkaGroup()).isEqualTo("tidegate");
    }

    @Test
    void anEmptyVariableIsUnset() {
        assertThat(new Settings(Map.of("TIDEGATE_PORT", " ")).port()).isEqualTo(8080);
    }

    @Test
    void theDatabaseIsInTheDataFolder() {
        assertThat(new Settings(Map.of("TIDEGATE_DATA_DIR", "/var/tide")).databaseUrl())
                .isEqualTo("jdbc:sqlite:/var/tide/tidegate.db");
        assertThat(
                        new Settings(Map.of("TIDEGATE_DATABASE_URL", "jdbc:postgresql://db/tide"))
                                .databaseUrl())
                .isEqualTo("jdbc:postgresql://db/tide");
    }

    @Test
    void privateTargetsAreHostsAddressesAndCidrs() {
        Settings settings =
                new Settings(
                        Map.of(
                                "TIDEGATE_ALLOWED_PRIVATE_TARGETS",
                                "10.0.0.0/8, crm.internal,fd00::/8, 192.168.1.7"));
        assertThat(settings.allowedPrivateTargets())
                .containsExactly("10.0.0.0/8", "crm.internal", "fd00::/8", "192.168.1.7");
    }

    @Test
    void allMistakesAreToldTogetherWithTheValueSeenAndTheOnesAllowed() {
        var wrong =
                catchThrowableOfType(
                        InvalidSettings.class,
                        () ->
                                new Settings(
                                        Map.of(
                                                "TIDEGATE_PORT", "80a",
                                                "TIDEGATE_RETRY_DELAY", "30",
                                                "TIDEGATE_ADMIN_TOKEN", "two words")));
        assertThat(wrong.mistakes())
                .containsExactlyInAnyOrder(
                        "TIDEGATE_PORT is \"80a\", allowed is a number from 0 to 65535",
                        "TIDEGATE_RETRY_DELAY is \"30\", allowed is a time from 1ms to 1d: a number and ms, s, m, h or d",
                        "TIDEGATE_ADMIN_TOKEN is (secret, 9 characters), allowed is visible ASCII characters without a"
                                + " space");
        assertThat(wrong)
                .hasMessageStartingWith("3 settings are wrong; nothing was started:\n  TIDEGATE_");
    }

    @Test
    void openTelemetrysVariablesAreReadAndPropertiesWin() {
        Properties system = new Properties();
        system.setProperty("otel.service.name", "from-property");
        Map<String, String> environment =
                Map.of(
                        "OTEL_SERVICE_NAME", "from-environment",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318",
                        "OTEL_TRACES_SAMPLER", " ");

        assertThat(new Settings(environment, system, Map.of()).openTelemetry())
                .containsOnly(
                        Map.entry("otel.service.name", "from-property"),
                        Map.entry("otel.exporter.otlp.endpoint", "http://collector:4318"));
    }

    @Test
    void anExporterThatIsNotBroughtIsAMistakeUnlessAllIsOff() {
        Map<String, String> environment =
                Map.of("OTEL_TRACES_EXPORTER", "zipkin", "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");

        var wrong = catchThrowableOfType(InvalidSettings.class, () -> new Settings(environment));

        assertThat(wrong.mistakes())
                .containsExactly(
                        "OTEL_EXPORTER_OTLP_PROTOCOL is grpc, allowed is http/protobuf",
                        "OTEL_TRACES_EXPORTER is zipkin, allowed is otlp or none");
        Map<String, String> off = new HashMap<>(environment);
        off.put("OTEL_SDK_DISABLED", "true");
        assertThat(new Settings(off).openTelemetry()).hasSize(3);
    }

    @Test
    void aPasswordInAWrongUrlIsMasked() {
        var wrong =
                catchThrowableOfType(
                        InvalidSettings.class,
                        () ->
                                new Settings(
                                        Map.of(
                                                "TIDEGATE_DATABASE_URL",
                                                "jdbc:mysql://me:pw1@db/x?password=pw2&a=b")));
        assertThat(wrong)
                .hasMessageContaining("jdbc:mysql://me:•••@db/x?password=•••&a=b")
                .hasMessageNotContaining("pw");
    }

    @Test
    void anAddressThatMayHoldACredentialIsNeverShown() {
        Map<String, String> set =
                Map.of(
                        "TIDEGATE_NOTICE_WEBHOOK", " https://hooks.example/services/T0/B0/s3cr3t\n",
                        "TIDEGATE_NOTICE_SECRET", "whsec_AAAA",
                        "TIDEGATE_NOTICE_MAIL",
                                " smtps://mail.example?username=me&password=s3cr3t ");
        Settings settings = new Settings(set);
        assertThat(settings.noticeWebhook())
                .isEqualTo("https://hooks.example/services/T0/B0/s3cr3t");
        assertThat(settings.noticeMail())
                .isEqualTo("smtps://mail.example?username=me&password=s3cr3t");
        assertThat(settings.inForce())
                .filteredOn(one -> one.name().startsWith("tidegate.notice-"))
                .extracting(Settings.InForce::value)
                .containsExactly("••••", "••••", "••••");
        for (String name : new String[] {"WEBHOOK", "MAIL"}) {
            var wrong =
                    catchThrowableOfType(
                            InvalidSettings.class,
                            () ->
                                    new Settings(
                                            Map.of(
                                                    "TIDEGATE_NOTICE_" + name,
                                                    "ftp://s3cr3t",
                                                    "TIDEGATE_NOTICE_SECRET",
                                                    "whsec_AAAA")));
            assertThat(wrong)
                    .hasMessageContaining(
                            "TIDEGATE_NOTICE_" + name + " is (secret, 12 characters), allowed is ")
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PORT,65536",
        "PORT,-1",
        "PORT,99999999999",
        "RETRY_ATTEMPTS,-1",
        "CONCURRENCY,0",
        "RETRY_DELAY,0s",
        "RETRY_DELAY,999999999999d",
        "MAX_EVENT_SIZE,9MiB",
        "MAX_EVENT_SIZE,1MB",
        "ALLOW_PRIVATE_TARGETS,yes",
        "ALLOWED_PRIVATE_TARGETS,10.0.0.0/33",
        "ALLOWED_PRIVATE_TARGETS,10.0.0.256",
        "ALLOWED_PRIVATE_TARGETS,fd00::/129",
        "ALLOWED_PRIVATE_TARGETS,https://crm",
        "ALLOWED_PRIVATE_TARGETS,:::1",
        "DATABASE_URL,jdbc:h2:x",
        "DATABASE_URL,jdbc:sqlite::memory:",
        "FAILED_QUERY_SINK,nowhere",
        "HOST,a b"
    })
    void aValueThatIsNotAllowedIsRefused(String name, String value) {
        var wrong =
                catchThrowableOfType(
                        InvalidSettings.class,
                        () -> new Settings(Map.of("TIDEGATE_" + name, value)));
        assertThat(wrong.mistakes())
                .singleElement()
                .asString()
                .startsWith("TIDEGATE_" + name + " is \"" + value + "\"");
    }

    @Test
    void anUnknownNameIsWarnedOfWithTheNearestRightOne() {
        Properties system = new Properties();
        system.setProperty("tidegate.rutes-dir", "x");
        system.setProperty("tidegate.fault", "after-commit:1:f");
        Settings settings =
                new Settings(
                        Map.of(
                                "TIDEGATE_PROT", "9000",
                                "TIDEGATE_SECRET_CRM_TOKEN", "x",
                                "TIDEGATE_JAVA_OPTS", "-Xmx1g",
                                "TIDEGATE_CLASS_PATH", "acme.jar",
                                "TIDEGATE_QUUX_FROBNICATE", "k:9092"),
                        system,
                        Map.of());
        assertThat(settings.warnings())
                .containsExactly(
                        "TIDEGATE_PROT is not a setting and is ignored; did you mean TIDEGATE_PORT?",
                        "TIDEGATE_QUUX_FROBNICATE is not a setting and is ignored",
                        "tidegate.rutes-dir is not a setting and is ignored; did you mean tidegate.routes-dir?");
    }

    @Test
    void masterKeysAre32BytesInBase64AndNeverShown() {
        String key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        String other = "/".repeat(42) + "8=";
        assertThat(new Settings(Map.of()).masterKeys()).isEmpty();
        assertThat(
                        new Settings(Map.of("TIDEGATE_MASTER_KEY", key + " ,\n" + other + "\n"))
                                .masterKeys())
                .containsExactly(key, other);
        for (String wrong :
                new String[] {"hunter2", key.substring(4), key + key, key + ",", "A" + key, "é"}) {
            var refused =
                    catchThrowableOfType(
                            InvalidSettings.class,
                            () -> new Settings(Map.of("TIDEGATE_MASTER_KEY", wrong)));
            assertThat(refused.mistakes())
                    .containsExactly(
                            "TIDEGATE_MASTER_KEY is (secret, "
                                    + wrong.length()
                                    + " characters), allowed is 32 bytes in base64; or several, separated by commas, of"
                                    + " which the first encrypts");
        }
    }

    @Test
    void aShortTokenIsWarnedOf() {
        assertThat(new Settings(Map.of("TIDEGATE_ADMIN_TOKEN", "admin")).warnings())
                .containsExactly(
                        "TIDEGATE_ADMIN_TOKEN has 5 characters, fewer than 16: easy to guess");
    }

    private static final Map<String, String> PROVIDER =
            Map.of(
                    "TIDEGATE_OIDC_ISSUER", "https://id.example/realms/staff",
                    "TIDEGATE_OIDC_CLIENT_ID", "tidegate",
                    "TIDEGATE_OIDC_ROLES", "admins=admin");

    private static Map<String, String> provider(String name, String value) {
        Map<String, String> all = new HashMap<>(PROVIDER);
        all.put("TIDEGATE_" + name, value);
        return all;
    }

    @Test
    void theProviderIsSetAsAWhole() {
        Settings settings = new Settings(PROVIDER);
        assertThat(settings.oidcIssuer()).isEqualTo("https://id.example/realms/staff");
        assertThat(settings.oidcClientSecret()).isNull();
        assertThat(settings.oidcRoleClaim()).isEqualTo("groups");
        assertThat(settings.oidcScopes()).containsExactly("openid", "profile", "email");
        assertThat(settings.warnings()).isEmpty();

        InvalidSettings alone =
                catchThrowableOfType(
                        InvalidSettings.class,
                        () -> new Settings(Map.of("TIDEGATE_OIDC_CLIENT_SECRET", "x")));
        assertThat(alone)
                .hasMessageContaining(
                        "TIDEGATE_OIDC_CLIENT_SECRET is set and TIDEGATE_OIDC_ISSUER is not, allowed are both or none");
        InvalidSettings half =
                catchThrowableOfType(
                        InvalidSettings.class, () -> new Settings(provider("OIDC_ROLES", "")));
        assertThat(half)
                .hasMessageContaining(
                        "TIDEGATE_OIDC_ISSUER is set and TIDEGATE_OIDC_ROLES is not, allowed are both or none");
    }

    @Test
    void rolesMayBeGivenByNamesOfADirectory() {
        assertThat(
                        new Settings(
                                        provider(
                                                "OIDC_ROLES",
                                                "CN=Admins\\,OU=x=ADMIN , staff=viewer,a b=operator"))
                                .oidcRoles())
                .isEqualTo(
                        Map.of(
                                "CN=Admins,OU=x", Role.ADMIN,
                                "staff", Role.VIEWER,
                                "a b", Role.OPERATOR));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OIDC_ROLES|staff",
                "OIDC_ROLES|staff=boss",
                "OIDC_ROLES|=viewer",
                "OIDC_ROLES|a=viewer,a=admin",
                "OIDC_ROLES|a=viewer,",
                "OIDC_ISSUER|http://id.example",
                "OIDC_ISSUER|https://id.example?x=y",
                "OIDC_ISSUER|https://ann@id.example",
                "OIDC_ISSUER|http://localhost.evil.example",
                "OIDC_SCOPES|profile email",
                "OIDC_ROLE_CLAIM|a b",
                "PUBLIC_URL|https://tide.example/console",
                "PUBLIC_URL|tide.example"
            })
    void whatOfTheProviderCannotBeObeyedIsNoSetting(String name, String value) {
        assertThat(
                        catchThrowableOfType(
                                InvalidSettings.class, () -> new Settings(provider(name, value))))
                .hasMessageContaining("TIDEGATE_" + name + " is \"" + value + "\", allowed is ");
    }

    @Test
    void aProviderThatCannotLeadBackIsWarnedOf() {
        assertThat(new Settings(provider("HOST", "0.0.0.0")).warnings())
                .singleElement()
                .asString()
                .startsWith("TIDEGATE_PUBLIC_URL is not set: sign-in by the provider leads back");
        Map<String, String> said = provider("HOST", "0.0.0.0");
        said.put("TIDEGATE_PUBLIC_URL", "https://tide.example/");
        assertThat(new Settings(said).warnings()).isEmpty();
        assertThat(new Settings(said).publicUrl()).isEqualTo("https://tide.example");
    }
}
