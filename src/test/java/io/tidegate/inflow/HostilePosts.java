package io.tidegate.inflow;

import io.tidegate.profile.Choices;
import io.tidegate.profile.HostileProfiles;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bodies as somebody would send them who wants the readers to fail. */
final class HostilePosts {
    static final List<String> TYPES =
            List.of(
                    "application/json",
                    "application/x-www-form-urlencoded",
                    "application/xml",
                    "application/vnd.crm+json",
                    "text/xml; charset=us-ascii",
                    "application/json; charset=utf-16",
                    "text/plain",
                    "application/json; charset=\"",
                    "");

    private static final List<String> NAMES =
            List.of(
                    "email",
                    "mobile",
                    "name",
                    "id",
                    "contacts",
                    "Data",
                    "HookName",
                    "HookId",
                    "Time",
                    "UserProfile",
                    "Uid",
                    "Password",
                    "PIN",
                    "access_token",
                    "securityQuestion",
                    "a");

    private static final List<String> XML =
            List.of(
                    "<a>",
                    "</a>",
                    "<email>",
                    "</email>",
                    "<contacts>",
                    "</contacts>",
                    "<a b='c'>",
                    "<!DOCTYPE a [<!ENTITY e 'x'>]>",
                    "&e;",
                    "&lt;",
                    "&#0;",
                    "&#x1F600;",
                    "<![CDATA[",
                    "]]>",
                    "<?xml version='1.0' encoding='UTF-16'?>",
                    "<?xml version='1.1'?>",
                    "<x:a xmlns:x='y'>",
                    "<!--",
                    "-->",
                    "<?p?>",
                    "\u0000",
                    "text",
                    " ");

    private static final List<String> FORM =
            List.of(
                    "email",
                    "=",
                    "&",
                    "%",
                    "%40",
                    "%zz",
                    "%c3%28",
                    "+",
                    "ann",
                    "contacts[0][email]",
                    ";",
                    "\u00e9");

    private static final List<String> JSON =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ":",
                    ",",
                    "\"a\"",
                    "\"email\"",
                    "\"\\ud800\"",
                    "\"\\u0000\"",
                    "1",
                    "-0",
                    "1e999999999",
                    "1e-999",
                    "0.1",
                    "NaN",
                    "true",
                    "null",
                    "/*",
                    "'",
                    "\\",
                    "\ufeff",
                    " ",
                    "\u0000");

    private final Choices choices;

    HostilePosts(Choices choices) {
        this.choices = choices;
    }

    byte[] body() {
        byte[] body = whole();
        if (body.length > 0 && choices.one(4)) {
            body[choices.upTo(body.length - 1)] = (byte) choices.upTo(255);
        }
        return choices.one(8) ? java.util.Arrays.copyOf(body, choices.upTo(body.length)) : body;
    }

    private byte[] whole() {
        return switch (choices.upTo(7)) {
            case 0 -> choices.bytes(200);
            case 1 -> pieces(XML);
            case 2 -> pieces(FORM);
            case 3 -> pieces(JSON);
            case 4 -> nested();
            case 5 -> xml();
            default -> utf8(json(data(), new StringBuilder()).toString());
        };
    }

    /** Any data that a JSON document may hold. */
    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>(HostileProfiles.make(choices));
        int members = choices.upTo(4);
        for (int i = 0; i < members; i++) {
            data.put(
                    choices.of(NAMES),
                    choices.one(3) ? HostileProfiles.make(choices) : HostileProfiles.text(choices));
        }
        if (choices.one(3)) {
            data.put(
                    "contacts",
                    List.of(HostileProfiles.make(choices), HostileProfiles.text(choices)));
        }
        if (choices.one(2)) {
            data.put("HookName", choices.one(3) ? HostileProfiles.text(choices) : "updateprofile");
            data.put(
                    "Time",
                    choices.one(2)
                            ? HostileProfiles.text(choices)
                            : "2026-11-26T10:00:00.1234567Z");
            data.put("Data", HostileProfiles.make(choices));
        }
        return data;
    }

    private byte[] pieces(List<String> of) {
        StringBuilder text = new StringBuilder();
        int count = choices.upTo(20);
        for (int i = 0; i < count; i++) {
            String piece = choices.one(8) ? choices.text(10) : choices.of(of);
            text.append(choices.one(40) ? piece.repeat(1 + choices.upTo(2_000)) : piece);
        }
        return utf8(text.toString());
    }

    private byte[] nested() {
        int depth = choices.upTo(400);
        return choices.one(2)
                ? utf8("[".repeat(depth) + "]".repeat(depth))
                : utf8("<a>".repeat(depth) + "</a>".repeat(depth));
    }

    private byte[] xml() {
        StringBuilder xml = new StringBuilder("<contact>");
        int children = choices.upTo(6);
        for (int i = 0; i < children; i++) {
            String name = choices.of(NAMES);
            String text = HostileProfiles.text(choices).replace("&", "&amp;").replace("<", "&lt;");
            xml.append('<')
                    .append(name)
                    .append('>')
                    .append(text)
                    .append("</")
                    .append(name)
                    .append('>');
        }
        return utf8(xml.append("</contact>").toString());
    }

    /** Halves of surrogate pairs too, as UTF-8 must not have them. */
    private static byte[] utf8(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text.codePoints()
                .forEach(
                        c -> {
                            boolean half = c >= 0xD800 && c <= 0xDFFF;
                            byte[] bytes =
                                    half
                                            ? new byte[] {
                                                (byte) 0xED,
                                                (byte) (0x80 | c >> 6 & 0x3F),
                                                (byte) (0x80 | c & 0x3F)
                                            }
                                            : Character.toString(c)
                                                    .getBytes(StandardCharsets.UTF_8);
                            out.writeBytes(bytes);
                        });
        return out.toByteArray();
    }

    /** JSON that says halves of pairs as escapes, so that readers take them. */
    private StringBuilder json(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                string(String.valueOf(entry.getKey()), out.append(separator)).append(':');
                json(entry.getValue(), out);
                separator = ",";
            }
            return out.append(map.isEmpty() ? "{}" : "}");
        }
        if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                json(element, out.append(separator));
                separator = ",";
            }
            return out.append(list.isEmpty() ? "[]" : "]");
        }
        return value instanceof String text ? string(text, out) : out.append(value);
    }

    private static StringBuilder string(String text, StringBuilder out) {
        out.append('"');
        for (char c : text.toCharArray()) {
            boolean plain = c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
            out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return out.append('"');
    }
}
