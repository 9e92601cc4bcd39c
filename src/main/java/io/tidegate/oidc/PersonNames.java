package io.tidegate.oidc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody may be called, by the claims that the provider made of them. */
final class PersonNames {
    private static final int LONGEST = 80;

    private PersonNames() {}

    static boolean isNamed(Map<String, Object> claims) {
        return claims.get("preferred_username") != null || claims.get("email") != null;
    }

    /** The best first; the last one always will do. */
    static List<String> of(Map<String, Object> claims, String subject) {
        List<String> names = new ArrayList<>();
        add(names, claims.get("preferred_username"));
        if (!"false".equals(String.valueOf(claims.get("email_verified")))) {
            add(names, claims.get("email"));
        }
        add(names, subject);
        String plain = subject.replaceAll("[^A-Za-z0-9._@+-]", "-");
        names.add("oidc-" + plain.substring(0, Math.min(LONGEST, plain.length())));
        return names;
    }

    private static void add(List<String> names, @Nullable Object claim) {
        if (claim instanceof String text && !text.isBlank()) {
            names.add(text.strip());
        }
    }
}
