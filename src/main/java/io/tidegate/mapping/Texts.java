package io.tidegate.mapping;

import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Converters to text. */
final class Texts {
    private Texts() {}

    static Object string(Object value) {
        String text = Plain.text(value);
        return text != null ? text : Json.text(value);
    }

    static Converter truncate(Argument argument) throws InvalidArgument {
        int most = argument.number(ConverterKeys.TRUNCATE);
        return Converter.eachText(
                text ->
                        text.codePointCount(0, text.length()) <= most
                                ? text
                                : text.substring(0, text.offsetByCodePoints(0, most)));
    }

    /**
     * The hash of an empty text would stand for somebody, and for everybody without a value the
     * same one.
     */
    static Object sha256(String text) {
        if (text.isEmpty()) {
            return Source.MISSING;
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
