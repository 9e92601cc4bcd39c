package io.tidegate.event;

import io.tidegate.event.InvalidEvent.Kind;
import org.jspecify.annotations.Nullable;

/** What CloudEvents 1.0 (section 3.1, "Attributes") allows in an attribute's name and value. */
final class Attribute {
    static final int MAX_LENGTH = 2_048;

    private Attribute() {}

    static void checkName(String name) throws InvalidEvent {
        boolean right = !name.isEmpty() && name.length() <= 64 && !name.equals("data");
        for (int i = 0; i < name.length() && right; i++) {
            char c = name.charAt(i);
            right = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        }
        if (!right) {
            throw new InvalidEvent(
                    Kind.NOT_AN_EVENT,
                    "",
                    "an attribute's name is 1 to 64 lower-case letters and digits, and not data, seen: \""
                            + shown(name)
                            + "\"");
        }
    }

    /** A string, boolean or integer as CloudEvents knows it; anything else is refused. */
    static Object checkExtension(String name, Object value) throws InvalidEvent {
        if (value instanceof String text) {
            return checkText(name, text);
        }
        if (value instanceof Boolean || value instanceof Integer) {
            return value;
        }
        throw new InvalidEvent(
                Kind.NOT_AN_EVENT,
                "/" + name,
                "the attribute \"" + name + "\" must be a string, a boolean or a 32-bit integer");
    }

    static String required(String name, @Nullable Object value) throws InvalidEvent {
        if (value == null) {
            throw new InvalidEvent(
                    Kind.NOT_AN_EVENT, "", "the attribute \"" + name + "\" is missing");
        }
        String text = string(name, value);
        if (text.isEmpty()) {
            throw new InvalidEvent(
                    Kind.NOT_AN_EVENT, "/" + name, "the attribute \"" + name + "\" is empty");
        }
        return text;
    }

    static @Nullable String optional(String name, @Nullable Object value) throws InvalidEvent {
        return value == null ? null : string(name, value);
    }

    private static String string(String name, Object value) throws InvalidEvent {
        if (value instanceof String text) {
            return checkText(name, text);
        }
        throw new InvalidEvent(
                Kind.NOT_AN_EVENT,
                "/" + name,
                "the attribute \""
                        + name
                        + "\" must be a string, seen: "
                        + shown(value.toString()));
    }

    static @Nullable String time(@Nullable Object value) throws InvalidEvent {
        String text = optional("time", value);
        if (text != null && !Rfc3339.isTime(text)) {
            throw new InvalidEvent(
                    Kind.NOT_AN_EVENT,
                    "/time",
                    "not an RFC 3339 time such as 2026-01-31T12:00:00Z, seen: \""
                            + shown(text)
                            + "\"");
        }
        return text;
    }

    static void specVersion(@Nullable Object value) throws InvalidEvent {
        if (!"1.0".equals(required("specversion", value))) {
            throw new InvalidEvent(
                    Kind.NOT_AN_EVENT,
                    "/specversion",
                    "specversion must be \"1.0\", seen: \"" + shown(String.valueOf(value)) + "\"");
        }
    }

    /** RFC 2046's {@code type/subtype}, in ASCII: it goes out as a header. */
    static @Nullable String contentType(@Nullable Object value) throws InvalidEvent {
        String text = optional("datacontenttype", value);
        if (text == null) {
            return null;
        }
        int slash = text.indexOf('/');
        boolean right = slash > 0 && slash < text.length() - 1;
        for (int i = 0; i < text.length() && right; i++) {
            right = text.charAt(i) < 0x7f;
        }
        if (!right) {
            throw new InvalidEvent(
                    Kind.NOT_AN_EVENT,
                    "/datacontenttype",
                    "not a media type such as application/json, seen: \"" + shown(text) + "\"");
        }
        return text;
    }

    /** An object or a list stands where only a plain value may. */
    static InvalidEvent nested(String name) {
        return new InvalidEvent(
                Kind.NOT_AN_EVENT,
                "/" + name,
                "the attribute \"" + name + "\" must be a plain value, not an object or a list");
    }

    private static String checkText(String name, String text) throws InvalidEvent {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidEvent(
                    Kind.REFUSED,
                    "/" + name,
                    "the attribute \""
                            + name
                            + "\" has "
                            + text.length()
                            + " characters, allowed are "
                            + MAX_LENGTH);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || (c >= 0x7f && c <= 0x9f)) {
                throw forbidden(name, "control character", c, i);
            }
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw forbidden(name, "lone surrogate", c, i);
                }
                i++;
            }
        }
        return text;
    }

    private static InvalidEvent forbidden(String name, String what, char c, int at) {
        return new InvalidEvent(
                Kind.NOT_AN_EVENT,
                "/" + name,
                String.format(
                        "the attribute \"%s\" holds a %s (U+%04X) at character %d",
                        name, what, (int) c, at + 1));
    }

    /** At most 80 characters, none of them able to harm a log or a terminal. */
    static String shown(String text) {
        String cut = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}|\\p{Cs}", "?");
    }
}
