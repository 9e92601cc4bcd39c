package io.tidegate.profile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mapped profiles as somebody would make them who wants the sanitizer to fail. */
public final class HostileProfiles {
    public static final Set<String> FOUND = Set.of("Uid", "ModifiedDate");

    private static final List<String> PATHS =
            ProfileTable.fields().stream().map(ProfileField::path).toList();

    private static final List<String> PIECES =
            List.of(
                    "",
                    " ",
                    "\u00A0",
                    "a",
                    "Ann",
                    "ann@example.com",
                    "+14155550132",
                    "<b>",
                    "</b>",
                    "<script>",
                    "</script>",
                    "<!--",
                    "-->",
                    "<![CDATA[",
                    "<?x",
                    "<a href=",
                    "\"",
                    "'",
                    ">",
                    "<",
                    "&",
                    "&lt;",
                    "&amp;",
                    "&amp;lt;",
                    "&#60;",
                    "&#x3c;",
                    "&#0;",
                    "&#xd800;",
                    "&lt",
                    "&notin",
                    "&copy",
                    ";",
                    "<svg/onload=x>",
                    "<textarea>",
                    "<plaintext>",
                    "</",
                    "<!",
                    "\u0000",
                    "\u001B",
                    "\u0085",
                    "\u200B",
                    "\u200D",
                    "\u202E",
                    "\u2066",
                    "\uFEFF",
                    "\uFFFE",
                    "\uD800",
                    "\uDC00",
                    "\uDB40\uDC41",
                    "\uD83D\uDE00",
                    "\r\n",
                    "\n",
                    "\t",
                    "\u2028",
                    "e\u0301",
                    "\u0301",
                    "\u0316",
                    "\u0344",
                    "\uFB2C",
                    "\uD834\uDD5E",
                    "\u1100\u1161",
                    "\u212B",
                    "\uAC00\u11A8",
                    "Primary",
                    "primary",
                    "male",
                    "F",
                    "yes",
                    "0",
                    "1",
                    "-1",
                    "12.5",
                    "1e9",
                    "11/25/1990",
                    "1990-11-25",
                    "02-30-1990",
                    "0001-01-01",
                    "2026-11-25T09:30:00Z",
                    "2026-11-25 09:30",
                    "https://example.com/a",
                    "example.com",
                    "javascript:alert(1)",
                    "//example.com",
                    "http://a:b@example.com",
                    "DE",
                    "deu",
                    "xn--",
                    "xn--a",
                    "\u00FC.example",
                    "@",
                    "..",
                    "/",
                    "\\",
                    "{{secret:x}}",
                    "${x}",
                    "__proto__",
                    "99999999999999999999");

    private static final List<Object> VALUES =
            List.of(
                    true,
                    false,
                    0,
                    1,
                    -7,
                    Long.MAX_VALUE,
                    1.5,
                    Double.NaN,
                    Double.MAX_VALUE,
                    new BigDecimal("1E+2147483647"),
                    new BigDecimal("1E-400"),
                    new BigDecimal("12.50"),
                    BigInteger.ONE.shiftLeft(20_000),
                    List.of(),
                    Map.of());

    private final Choices choices;
    private int left = 400;

    private HostileProfiles(Choices choices) {
        this.choices = choices;
    }

    public static Map<String, Object> make(Choices choices) {
        HostileProfiles made = new HostileProfiles(choices);
        Map<String, Object> profile = new LinkedHashMap<>();
        int fields = choices.upTo(8);
        for (int i = 0; i < fields; i++) {
            if (choices.one(12)) {
                profile.put(made.text(), made.any(0));
            } else {
                made.put(profile, choices.of(PATHS).replace("[]", ".[]").split("\\."), 0);
            }
        }
        return profile;
    }

    public static SanitizeTerms terms(Choices choices) {
        return new SanitizeTerms(
                choices.of(List.of(SanitizeTerms.Misfit.values())),
                choices.of(List.of(SanitizeTerms.Html.values())),
                choices.of(List.of(SanitizeTerms.Misfit.values())));
    }

    @SuppressWarnings("unchecked")
    private void put(Map<String, Object> into, String[] steps, int at) {
        String step = steps[at].equals("*") ? text() : steps[at];
        if (at == steps.length - 1 || choices.one(20)) {
            into.put(step, value(0));
        } else if (steps[at + 1].equals("[]")) {
            into.put(step, list(into.get(step), steps, at + 1));
        } else {
            Object there = into.get(step);
            Map<String, Object> inner =
                    there instanceof Map<?, ?> map
                            ? new LinkedHashMap<>((Map<String, Object>) map)
                            : new LinkedHashMap<>();
            put(inner, steps, at + 1);
            into.put(step, inner);
        }
    }

    private List<Object> list(Object there, String[] steps, int at) {
        List<Object> list =
                there instanceof List<?> before ? new ArrayList<>(before) : new ArrayList<>();
        int size = choices.one(30) ? 60 : 1 + choices.upTo(3);
        for (int i = 0; i < size; i++) {
            if (at == steps.length - 1) {
                list.add(value(0));
            } else {
                Map<String, Object> element = new LinkedHashMap<>();
                put(element, steps, at + 1);
                if (steps.length == at + 2 && choices.one(2)) {
                    element.put(
                            choices.of(List.of("Type", "Value", "Source", "SourceId", "Id")),
                            value(0));
                }
                list.add(element);
            }
        }
        return list;
    }

    private Object value(int depth) {
        return choices.one(4) ? any(depth) : text();
    }

    private Object any(int depth) {
        left--;
        return switch (depth > 30 || left < 0 ? 0 : choices.upTo(5)) {
            case 0, 1 -> choices.of(VALUES);
            case 2 -> null;
            case 3 -> {
                Map<String, Object> map = new LinkedHashMap<>();
                int size = choices.upTo(3);
                for (int i = 0; i < size; i++) {
                    map.put(text(), value(depth + 1));
                }
                yield map;
            }
            case 4 -> {
                List<Object> list = new ArrayList<>();
                int size = choices.upTo(3);
                for (int i = 0; i < size; i++) {
                    list.add(value(depth + 1));
                }
                yield list;
            }
            default -> text();
        };
    }

    /** One text of them. */
    public static String text(Choices choices) {
        return new HostileProfiles(choices).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int pieces = choices.upTo(6);
        for (int i = 0; i < pieces; i++) {
            String piece = choices.one(6) ? choices.text(12) : choices.of(PIECES);
            text.append(
                    choices.one(40) && left > 0 ? piece.repeat(1 + choices.upTo(3_000)) : piece);
        }
        return text.toString();
    }
}
