package io.tidegate.config;

import io.tidegate.security.EnvironmentSecrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads every setting, and says what is wrong with them all at once. */
final class SettingsReader {
    /** Obeyed by others than this process' settings: the launcher, and crash tests. */
    private static final Set<String> OTHERS =
            Set.of("TIDEGATE_JAVA_OPTS", "TIDEGATE_CLASS_PATH", "tidegate.fault");

    private static final int SHORT_TOKEN = 16;

    private final Map<String, String> environment;
    private final Properties system;
    private final Map<String, String> defaults;
    private final Map<Setting<?>, Object> values = new HashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Settings.InForce> inForce = new ArrayList<>();
    private final Map<String, String> openTelemetry;

    SettingsReader(
            Map<String, String> environment, Properties system, Map<String, String> defaults) {
        this.environment = environment;
        this.system = system;
        this.defaults = defaults;
        Setting.all().forEach(this::read);
        warnOfUnknown(environment.keySet(), "TIDEGATE_");
        warnOfUnknown(system.stringPropertyNames(), "tidegate.");
        warnOfShort(Setting.PRODUCER_TOKEN);
        warnOfShort(Setting.ADMIN_TOKEN);
        refuseOneAlone(Setting.TLS_CERTIFICATE, Setting.TLS_KEY);
        refuseOneAlone(Setting.OIDC_ISSUER, Setting.OIDC_CLIENT_ID);
        refuseOneAlone(Setting.OIDC_ISSUER, Setting.OIDC_ROLES);
        if (values.containsKey(Setting.OIDC_CLIENT_SECRET)) {
            refuseOneAlone(Setting.OIDC_CLIENT_SECRET, Setting.OIDC_ISSUER);
        }
        warnOfNoPublicUrl();
        refuseWithout(Setting.KAFKA_TOPIC, Setting.KAFKA_BROKERS);
        refuseWithout(Setting.KAFKA_CONFIG, Setting.KAFKA_BROKERS);
        refuseWithout(Setting.BUS_USER, Setting.BUS_URL);
        refuseWithout(Setting.BUS_PASSWORD, Setting.BUS_URL);
        refuseOneAlone(Setting.NOTICE_WEBHOOK, Setting.NOTICE_SECRET);
        refuseNoSharedKey();
        openTelemetry = OpenTelemetryVariables.of(environment, system);
        mistakes.addAll(OpenTelemetryVariables.mistakes(openTelemetry));
        if (!mistakes.isEmpty()) {
            throw new InvalidSettings(mistakes);
        }
    }

    Map<Setting<?>, Object> values() {
        return values;
    }

    List<String> warnings() {
        return warnings;
    }

    Map<String, String> openTelemetry() {
        return openTelemetry;
    }

    List<Settings.InForce> inForce() {
        return List.copyOf(inForce);
    }

    /** Other nodes could not read what a key in this one's data folder wraps. */
    private void refuseNoSharedKey() {
        if (Boolean.TRUE.equals(values.get(Setting.ENCRYPT_PAYLOADS))
                && String.valueOf(values.get(Setting.DATABASE_URL)).startsWith("jdbc:postgresql:")
                && !values.containsKey(Setting.MASTER_KEY)) {
            mistakes.add(
                    "TIDEGATE_ENCRYPT_PAYLOADS is true with a PostgreSQL journal and TIDEGATE_MASTER_KEY is not set,"
                            + " which every node that shares it needs: set it to what openssl rand -base64 32 makes, the"
                            + " same on all nodes");
        }
    }

    private void refuseWithout(Setting<?> setting, Setting<?> needed) {
        if (values.containsKey(setting) && !values.containsKey(needed)) {
            mistakes.add(
                    setting.variable()
                            + " is set and "
                            + needed.variable()
                            + ", which it needs, is not: set that too, or neither");
        }
    }

    private void refuseOneAlone(Setting<?> one, Setting<?> other) {
        if (values.containsKey(one) != values.containsKey(other)) {
            boolean isFirst = values.containsKey(one);
            mistakes.add(
                    (isFirst ? one : other).variable()
                            + " is set and "
                            + (isFirst ? other : one).variable()
                            + " is not, allowed are both or none");
        }
    }

    private void read(Setting<?> setting) {
        String property = set(system.getProperty(setting.property()));
        String variable = set(environment.get(setting.variable()));
        String seen = property != null ? property : variable;
        String text =
                seen != null ? seen : defaults.getOrDefault(setting.name(), setting.defaultText());
        String from = property != null ? "property" : variable != null ? "environment" : "default";
        inForce.add(setting.inForce(text, defaults.get(setting.name()), from));
        if (text == null) {
            return;
        }
        Object value = setting.kind().reader().apply(setting.kind().secret() ? text : text.strip());
        if (value == null) {
            String name = property != null ? setting.property() : setting.variable();
            mistakes.add(
                    name
                            + " is "
                            + setting.kind().shown(text)
                            + ", allowed is "
                            + setting.kind().allowed());
        } else {
            values.put(setting, value);
        }
    }

    private static @Nullable String set(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private void warnOfUnknown(Set<String> names, String prefix) {
        List<String> known = new ArrayList<>();
        Setting.all()
                .forEach(s -> known.add(prefix.equals("tidegate.") ? s.property() : s.variable()));
        for (String name : new TreeSet<>(names)) {
            boolean ours = name.startsWith(prefix) && !name.startsWith(EnvironmentSecrets.PREFIX);
            if (ours && !known.contains(name) && !OTHERS.contains(name)) {
                warnings.add(name + " is not a setting and is ignored" + Nearest.hint(name, known));
            }
        }
    }

    /** The provider sends browsers back to an address, which is none that means every address. */
    private void warnOfNoPublicUrl() {
        Object host = values.getOrDefault(Setting.ADMIN_HOST, values.get(Setting.HOST));
        if (values.containsKey(Setting.OIDC_ISSUER)
                && !values.containsKey(Setting.PUBLIC_URL)
                && Set.of("0.0.0.0", "::", "[::]").contains(host)) {
            warnings.add(
                    Setting.PUBLIC_URL.variable()
                            + " is not set: sign-in by the provider leads back to this machine's own address, and works"
                            + " in a browser on this machine alone");
        }
    }

    private void warnOfShort(Setting<String> token) {
        if (values.get(token) instanceof String text && text.length() < SHORT_TOKEN) {
            warnings.add(
                    token.variable()
                            + " has "
                            + text.length()
                            + " characters, fewer than "
                            + SHORT_TOKEN
                            + ": easy to guess");
        }
    }
}
