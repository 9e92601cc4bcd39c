package io.tidegate.access;

import io.tidegate.access.AccessRefused.Why;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people may be called. */
final class Names {
    private static final Pattern ALLOWED =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@+-]{0,99}");

    /** Written down for the token of the settings, and for Tidegate itself. */
    private static final Set<String> TAKEN = Set.of("admin", "tidegate", "oauth2");

    /** Each character of a name may have been typed as several. */
    private static final int LONGEST_GIVEN = 1_000;

    private Names() {}

    /**
     * The name as it is kept.
     *
     * @throws AccessRefused if it is none
     */
    static String checked(String given) {
        String objection = objection(given);
        if (objection != null) {
            throw new AccessRefused(Why.INVALID, objection);
        }
        return kept(given);
    }

    static boolean isOne(String given) {
        return objection(given) == null;
    }

    private static @Nullable String objection(String given) {
        String name = kept(given);
        if (!ALLOWED.matcher(name).matches()) {
            return "the name is \""
                    + given
                    + "\", allowed are 1 to 100 letters, digits and . _ @ + - of which the first is a letter or a digit";
        }
        return TAKEN.contains(key(name))
                ? "the name "
                        + name
                        + " is how a token's work is written down; choose another, such as your own"
                : null;
    }

    private static String kept(String given) {
        return Normalizer.normalize(given, Normalizer.Form.NFC);
    }

    /** Whether somebody could have this name, however it is written. */
    static boolean isPossible(String given) {
        return given.length() <= LONGEST_GIVEN && given.indexOf('\0') < 0;
    }

    /** The same for names that differ in case or in the way that a letter is written. */
    static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
