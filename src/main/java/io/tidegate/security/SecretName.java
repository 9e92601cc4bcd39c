package io.tidegate.security;

import java.util.regex.Pattern;

/** What a secret may be called. */
final class SecretName {
    static final String ALLOWED =
            "lower-case letters, digits and single dashes between them, at most 100, such as crm-token";

    private static final int LONGEST = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private SecretName() {}

    static boolean isOne(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches();
    }
}
