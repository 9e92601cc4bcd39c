package io.tidegate.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@value #MASK} in place of values whose key is one of some names: of all below such a key. A
 * key is taken apart into its words, so that {@code email} is in {@code Email}, {@code user_email}
 * and {@code EmailAddresses}, and {@code pin} is not in {@code shipping}.
 */
public final class SensitiveFields {
    public static final String MASK = "•••";

    private static final Set<String> SECRETS =
            Set.of(
                    "password",
                    "pin",
                    "token",
                    "secret",
                    "authorization",
                    "cookie",
                    "invitation",
                    "apikey",
                    "privatekey");

    private static final Pattern VALUE =
            Pattern.compile(
                    "\\\\?\"(?:[^\"\\\\]|\\\\[^\"])*+\\\\?\"?|'[^']*+'?|[{\\[].*+|(?<=: )[^,;&})\\]\"'\\r\\n]++|[^\\s,;&})\\]\"']++");
    private static final int MOST_SEEN = 1_000;

    private final Map<String, Boolean> seen = new ConcurrentHashMap<>();
    private final Set<String> names;

    public SensitiveFields(List<String> names) {
        this.names =
                names.stream()
                        .map(name -> String.join("", words(name)))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Of keys whose values give access to something. */
    public static SensitiveFields ofSecrets() {
        return new SensitiveFields(List.copyOf(SECRETS));
    }

    /** The same shape and keys. */
    public @Nullable Object json(@Nullable Object value) {
        return json(value, false);
    }

    private @Nullable Object json(@Nullable Object value, boolean isMasked) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach(
                    (key, one) ->
                            copy.put(key.toString(), json(one, isMasked || names(key.toString()))));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(one -> copy.add(json(one, isMasked)));
            return copy;
        }
        return isMasked && value != null ? MASK : value;
    }

    /**
     * A text in which such keys may stand with their values, as {@code key=value}, as JSON or as a
     * line of YAML.
     */
    public String text(String text) {
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        for (Keys keys = new Keys(text); keys.next(); ) {
            if (keys.start() < copied || !isKnownOrNames(keys.key())) {
                continue;
            }
            Matcher value = VALUE.matcher(text).useTransparentBounds(true);
            value.region(keys.end(), text.length());
            if (value.lookingAt() && value.end() > value.start() && !isReference(value.group())) {
                masked.append(text, copied, keys.end()).append(MASK);
                copied = value.end();
            }
        }
        return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
    }

    private static boolean isReference(String value) {
        return value.contains("{{secret:") || value.contains(MASK);
    }

    private boolean isKnownOrNames(String key) {
        if (seen.size() > MOST_SEEN) {
            seen.clear();
        }
        return seen.computeIfAbsent(key, this::names);
    }

    /** Whether the values of this key are to be masked. */
    public boolean names(String key) {
        List<String> words = words(key);
        for (int from = 0; from < words.size(); from++) {
            StringBuilder some = new StringBuilder();
            for (int to = from; to < words.size() && to < from + 3; to++) {
                some.append(words.get(to));
                if (isName(some.toString())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isName(String word) {
        return names.contains(word)
                || (word.endsWith("s") && names.contains(word.substring(0, word.length() - 1)))
                || (word.endsWith("es") && names.contains(word.substring(0, word.length() - 2)));
    }

    private static List<String> words(String key) {
        List<String> words = new ArrayList<>();
        String parted =
                key.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", " ");
        for (String word : parted.split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }
}
