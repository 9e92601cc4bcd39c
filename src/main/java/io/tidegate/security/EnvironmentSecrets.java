package io.tidegate.security;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of the environment: {@code TIDEGATE_SECRET_CRM_TOKEN} is the secret {@code crm-token}. An
 * empty one counts as unset.
 */
public final class EnvironmentSecrets implements Secrets {
    /** What the name of every such variable begins with. */
    public static final String PREFIX = "TIDEGATE_SECRET_";

    private final Map<String, String> texts;

    public EnvironmentSecrets(Map<String, String> environment) {
        Map<String, String> found = new HashMap<>();
        environment.forEach(
                (variable, text) -> {
                    String name = name(variable);
                    if (name != null && !text.isEmpty()) {
                        found.put(name, text);
                    }
                });
        this.texts = Map.copyOf(found);
    }

    @Override
    public @Nullable String secret(String name) {
        return texts.get(name);
    }

    /** By name. */
    Map<String, String> all() {
        return texts;
    }

    private static @Nullable String name(String variable) {
        if (!variable.startsWith(PREFIX)) {
            return null;
        }
        String name =
                variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
        return SecretName.isOne(name) && variable(name).equals(variable) ? name : null;
    }

    /**
     * The variable in which the secret {@code name} is looked for; for messages about one that is
     * missing.
     */
    public static String variable(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
