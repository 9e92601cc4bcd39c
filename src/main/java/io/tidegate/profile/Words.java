package io.tidegate.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values that are one of a few. */
final class Words {
    private static final Map<String, String> GENDERS =
            words(
                    Map.of(
                            "male", List.of("male", "m", "man"),
                            "female", List.of("female", "f", "w", "woman"),
                            "other", List.of("other", "o", "d", "x", "diverse", "non-binary"),
                            "unknown", List.of("unknown", "u"),
                            "1", List.of("1"),
                            "0", List.of("0")));

    private static final Map<String, String> FLAGS =
            words(
                    Map.of(
                            "true", List.of("true", "1", "yes", "y", "on"),
                            "false", List.of("false", "0", "no", "n", "off")));

    private Words() {}

    private static Map<String, String> words(Map<String, List<String>> meant) {
        Map<String, String> words = new LinkedHashMap<>();
        meant.forEach((word, others) -> others.forEach(other -> words.put(other, word)));
        return Map.copyOf(words);
    }

    /** The provider's words, of its own and other spellings. */
    static String gender(String text, Trail trail) throws NotUsable {
        String word = text.isEmpty() ? text : GENDERS.get(text.toLowerCase(Locale.ROOT));
        if (word == null) {
            throw new NotUsable(Kind.GENDER.meaning());
        }
        return trail.step(text, word, "as the profile's word");
    }

    /** The provider's two in their spelling, others as they are. */
    static String emailType(String text, Trail trail) {
        for (String word : List.of("Primary", "Secondary")) {
            if (word.equalsIgnoreCase(text)) {
                return trail.step(text, word, "as the profile's word");
            }
        }
        return text;
    }

    static Object flag(Object raw, Trail trail) throws NotUsable {
        if (raw instanceof Boolean) {
            return raw;
        }
        boolean readable =
                raw instanceof String || raw instanceof Number number && Numbers.isShort(number);
        String text = readable ? raw.toString().strip().toLowerCase(Locale.ROOT) : "?";
        String word = text.isEmpty() ? "" : FLAGS.get(text);
        if (word == null) {
            throw new NotUsable("true or false (also yes, no, on, off, 1, 0)");
        }
        trail.note("as true or false");
        return word.isEmpty() ? word : (Object) word.equals("true");
    }

    /** As it is: a password that somebody trimmed would open nothing. */
    static String secret(Object raw, int most) throws NotUsable {
        if (raw instanceof String text
                && text.length() <= most
                && text.codePoints().noneMatch(Words::isNoText)) {
            return text;
        }
        throw new NotUsable(
                "a text of at most " + most + " characters, none of them a control character");
    }

    private static boolean isNoText(int c) {
        return Character.isISOControl(c)
                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
