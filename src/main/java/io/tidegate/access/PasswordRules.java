package io.tidegate.access;

import io.tidegate.access.AccessRefused.Why;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Which passwords may be chosen: long ones, and none that is tried first. */
final class PasswordRules {
    static final int SHORTEST = 12;
    static final int LONGEST = 128;
    private static final int LEAST_DIFFERENT = 5;
    private static final Set<String> COMMON = common();
    private static final Set<String> ROWS =
            Set.of("1234567890".repeat(LONGEST / 10 + 2), "0987654321".repeat(LONGEST / 10 + 2));

    private PasswordRules() {}

    /** As it is compared: the same characters, however they were typed. */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** Whether it is worth a look: what is longer was never chosen. */
    static boolean isPossible(String password) {
        return password.length() <= 4 * LONGEST;
    }

    /**
     * @throws AccessRefused if it is not to be used
     */
    static void check(String password, String name) {
        String given = normal(password);
        int length = given.codePointCount(0, given.length());
        if (length < SHORTEST || length > LONGEST) {
            throw refused(
                    "has " + length + " characters, allowed are " + SHORTEST + " to " + LONGEST);
        }
        String lower = given.toLowerCase(Locale.ROOT);
        if (lower.equals(Names.key(name)) || lower.equals(name.toLowerCase(Locale.ROOT))) {
            throw refused("is the name; choose one that cannot be guessed");
        }
        if (lower.codePoints().distinct().count() < LEAST_DIFFERENT || isCommon(lower)) {
            throw refused(
                    "is one of those that are tried first; choose another, such as four words that do not belong together");
        }
    }

    /** A common one, twice, or with digits and signs behind it, is as common. */
    private static boolean isCommon(String lower) {
        String bare = lower.replaceFirst("[^\\p{L}]+$", "");
        String half = lower.substring(0, lower.length() / 2);
        return COMMON.contains(lower)
                || ROWS.stream().anyMatch(row -> row.contains(lower))
                || COMMON.contains(bare)
                || (COMMON.contains(half) && lower.equals(half + half));
    }

    private static AccessRefused refused(String why) {
        return new AccessRefused(Why.INVALID, "the password " + why + "; nothing was changed");
    }

    private static Set<String> common() {
        try (InputStream in = PasswordRules.class.getResourceAsStream("common-passwords.txt");
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(in, "common-passwords.txt"),
                                        StandardCharsets.US_ASCII))) {
            return lines.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
