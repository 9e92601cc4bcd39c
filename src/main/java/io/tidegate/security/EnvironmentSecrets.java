package io.tidegate.security;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of the environment: {@code TIDEGATE_SECRET_CRM_TOKEN} is the secret {@code crm-token}.
 */
public final class EnvironmentSecrets implements Secrets {
    /** What the name of every such variable begins with. */
    public static final String PREFIX = "TIDEGATE_SECRET_";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Map<String, String> environment;

    public EnvironmentSecrets(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public @Nullable String secret(String name) {
        return NAME.matcher(name).matches() ? environment.get(variable(name)) : null;
    }

    /**
     * The variable in which the secret {@code name} is looked for; for messages about one that is
     * missing.
     */
    public static String variable(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
