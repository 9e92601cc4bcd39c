package io.tidegate.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a process' settings holds in the sandbox. All that could reach a real system is left out,
 * since the third party of the sandbox would answer 2xx for whatever waits in a real journal.
 *
 * @param environment what is left, as environment variables
 * @param ignored the variables that were set and do not count here, sorted
 */
public record SafeSettings(Map<String, String> environment, List<String> ignored) {
    /**
     * Instead of the usual ones: a newcomer is to see a failed query within two minutes, and the
     * identity provider is the sandbox's own.
     */
    public static final Map<String, String> DEFAULTS =
            Map.of(
                    "data-dir",
                    "./data/sandbox",
                    "retry-delay",
                    "5s",
                    "identity-key",
                    Sandbox.IDENTITY.key(),
                    "identity-secret",
                    Sandbox.IDENTITY.secret());

    private static final String PREFIX = "TIDEGATE_";

    /** Traces would leave the machine. */
    private static final String OPEN_TELEMETRY = "OTEL_";

    private static final String DATA_DIR = "TIDEGATE_DATA_DIR";
    private static final String OWN_FOLDER = "sandbox";

    private static final Set<String> KEPT =
            Set.of(
                    "TIDEGATE_HOST",
                    "TIDEGATE_PORT",
                    DATA_DIR,
                    "TIDEGATE_ROUTES_DIR",
                    "TIDEGATE_PRODUCER_TOKEN",
                    "TIDEGATE_ADMIN_TOKEN",
                    "TIDEGATE_RETRY_ATTEMPTS",
                    "TIDEGATE_RETRY_DELAY",
                    "TIDEGATE_CONNECT_TIMEOUT",
                    "TIDEGATE_RESPONSE_TIMEOUT",
                    "TIDEGATE_CONCURRENCY",
                    "TIDEGATE_BREAKER",
                    "TIDEGATE_DEACTIVATE_AFTER",
                    "TIDEGATE_HOOK_TIMEOUT",
                    "TIDEGATE_MAX_EVENT_SIZE",
                    "TIDEGATE_RETENTION_DELIVERED",
                    "TIDEGATE_RETENTION_SKIPPED",
                    "TIDEGATE_RETENTION_FAILED",
                    "TIDEGATE_RETENTION_AUDIT",
                    "TIDEGATE_RETENTION_REJECTED",
                    "TIDEGATE_SENSITIVE_FIELDS",
                    "TIDEGATE_SESSION_IDLE",
                    "TIDEGATE_ADMIN_HOST",
                    "TIDEGATE_ADMIN_PORT",
                    "TIDEGATE_PUBLIC_URL",
                    "TIDEGATE_JAVA_OPTS",
                    "TIDEGATE_CLASS_PATH");

    public SafeSettings {
        environment = Map.copyOf(environment);
        ignored = List.copyOf(ignored);
    }

    /** System properties win over variables, as they do outside the sandbox. */
    public static SafeSettings of(Map<String, String> environment, Properties system) {
        Map<String, String> all = new HashMap<>(environment);
        for (String name : system.stringPropertyNames()) {
            if (name.startsWith("tidegate.") || name.startsWith("otel.")) {
                all.put(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), text(system, name));
            }
        }
        Map<String, String> kept = new HashMap<>();
        List<String> ignored = new ArrayList<>();
        for (String name : new TreeSet<>(all.keySet())) {
            if (KEPT.contains(name)) {
                kept.put(name, all.get(name));
            } else if (name.startsWith(PREFIX) || name.startsWith(OPEN_TELEMETRY)) {
                ignored.add(name);
            }
        }
        kept.computeIfPresent(DATA_DIR, (name, folder) -> ownFolder(folder));
        return new SafeSettings(kept, ignored);
    }

    private static String text(Properties system, String name) {
        return system.getProperty(name, "");
    }

    /**
     * Beside the real journal, never in its folder; the folder of an earlier sandbox is its own.
     */
    private static String ownFolder(String folder) {
        return folder.isBlank() || Path.of(folder.strip()).endsWith(OWN_FOLDER)
                ? folder
                : Path.of(folder.strip(), OWN_FOLDER).toString();
    }
}
