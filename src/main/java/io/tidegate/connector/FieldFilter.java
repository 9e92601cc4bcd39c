package io.tidegate.connector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a field's text before it is put into a URL: {@code {email|md5-lower}}. */
public enum FieldFilter {
    NONE("") {
        @Override
        public String of(String text) {
            return text;
        }
    },
    /** The MD5 of the text in lower case, as hex in lower case. */
    MD5_LOWER("md5-lower") {
        @Override
        public String of(String text) {
            try {
                byte[] lower = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
                return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(lower));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has MD5", e);
            }
        }
    };

    private final String word;

    FieldFilter(String word) {
        this.word = word;
    }

    public abstract String of(String text);

    static Optional<FieldFilter> named(String word) {
        return Arrays.stream(values())
                .filter(one -> one != NONE && one.word.equals(word))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).filter(one -> one != NONE).map(one -> one.word).toList();
    }
}
