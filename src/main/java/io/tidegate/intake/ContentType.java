package io.tidegate.intake;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Content-Type} header: its media type and charset, in lower case; empty if there is none.
 */
public record ContentType(String mediaType, String charset) {

    public static ContentType of(@Nullable String header) {
        if (header == null) {
            return new ContentType("", "");
        }
        String[] parts = header.split(";");
        String charset = "";
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("charset=")) {
                charset = parameter.substring("charset=".length()).replace("\"", "");
            }
        }
        return new ContentType(
                parts.length == 0 ? "" : parts[0].trim().toLowerCase(Locale.ROOT), charset);
    }

    public boolean is(String type) {
        return mediaType.equals(type);
    }

    public boolean isUtf8() {
        return charset.isEmpty() || charset.equals("utf-8") || charset.equals("utf8");
    }

    /** For an error. */
    public String shown() {
        return mediaType.isEmpty() ? "none" : mediaType;
    }
}
