package io.tidegate.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a profile holds anything that the table forbids, judged from the table's file alone: it
 * uses nothing of the sanitizer and asks in other ways than that does.
 */
public final class ProfileOracle {
    private static final Path FILE = Path.of("src/main/resources/io/tidegate/profile/fields.csv");

    /** What HTML takes for the beginning of a tag, a comment or a declaration. */
    private static final Pattern TAG = Pattern.compile("<[A-Za-z/!?]");

    private static final Pattern ENTITY =
            Pattern.compile("&(amp|lt|gt|quot|apos|nbsp|#[0-9]+|#[xX][0-9a-fA-F]+);");
    private static final Pattern ESCAPED = Pattern.compile("&(amp|lt|gt|quot|#39);");
    private static final Pattern EDGE =
            Pattern.compile("(?Us)^[\\s\\u0085\\p{Z}].*|.*[\\s\\u0085\\p{Z}]$");
    private static final Pattern HIDDEN =
            Pattern.compile(
                    "[\\u00AD\\u180E\\u200B\\u202A-\\u202E\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFB\\x{E0000}-\\x{E007F}]");
    private static final Pattern NO_CHARACTER =
            Pattern.compile(
                    "[\\uFDD0-\\uFDEF\\uFFFE\\uFFFF\\x{1FFFE}\\x{1FFFF}\\x{10FFFE}\\x{10FFFF}]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}{91}");

    private static final Map<String, String[]> LINES = lines();

    private final SanitizeTerms.Html html;
    private final Set<String> found;

    public ProfileOracle(SanitizeTerms.Html html, Set<String> found) {
        this.html = html;
        this.found = found;
    }

    private static Map<String, String[]> lines() {
        Map<String, String[]> lines = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(FILE)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] cells = (line + ",,,,").split(",", -1);
                    lines.put(cells[0], cells);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** Fails if it does. */
    public void judge(Map<String, ?> profile) {
        profile.forEach((name, value) -> member(name, name, value));
    }

    private void member(String path, String at, Object value) {
        String[] line = LINES.get(path);
        if (line != null && line[3].equals("read")) {
            assertThat(found).as(at).contains(path);
        }
        if (value == null) {
            assertThat(isKnown(path)).as(at).isTrue();
        } else if (line != null) {
            value(line, at, value);
        } else if (LINES.containsKey(path + "[]")) {
            list(path + "[]", at, value);
        } else if (LINES.containsKey(path + ".*")) {
            names(LINES.get(path + ".*"), at, (Map<?, ?>) value);
        } else {
            assertThat(isKnown(path)).as(at).isTrue();
            members(path, at, (Map<?, ?>) value);
        }
    }

    private boolean isKnown(String path) {
        return LINES.containsKey(path)
                || LINES.keySet().stream()
                        .anyMatch(
                                known ->
                                        known.startsWith(path)
                                                && ".[".indexOf(known.charAt(path.length())) >= 0);
    }

    private void members(String path, String at, Map<?, ?> members) {
        members.forEach((name, value) -> member(path + "." + name, at + "." + name, value));
    }

    private void names(String[] line, String at, Map<?, ?> names) {
        assertThat(names).as(at).hasSizeLessThanOrEqualTo(100);
        names.forEach(
                (name, value) -> {
                    assertThat(((String) name).length()).as(at).isBetween(1, 100);
                    characters(at, (String) name, "line");
                    if (value != null) {
                        value(line, at + "." + name, value);
                    }
                });
    }

    private void list(String path, String at, Object value) {
        String[] line = LINES.get(path);
        List<?> list = (List<?>) value;
        boolean objects = line[1].equals("list");
        assertThat(list).as(at).hasSizeLessThanOrEqualTo(objects ? Integer.parseInt(line[2]) : 50);
        assertThat(list).as(at).doesNotContainNull().doesNotHaveDuplicates();
        Set<String> keys = new HashSet<>();
        for (Object element : list) {
            if (!objects) {
                value(line, at, element);
                continue;
            }
            Map<?, ?> members = (Map<?, ?>) element;
            members(path, at + "[]", members);
            Object key = members.get(more(line, "key="));
            if (key != null && !key.equals("")) {
                assertThat(keys.add(key.toString().toLowerCase(Locale.ROOT))).as(at).isTrue();
            }
            if (!more(line, "needs=").isEmpty()) {
                assertThat(members.get(more(line, "needs="))).as(at).isNotNull().isNotEqualTo("");
            }
            if (!more(line, "else=").isEmpty()) {
                assertThat(key).as(at).isNotNull().isNotEqualTo("");
            }
        }
    }

    private static String more(String[] line, String word) {
        for (String part : line[4].split(" ")) {
            if (part.startsWith(word)) {
                return part.substring(word.length());
            }
        }
        return "";
    }

    private void value(String[] line, String at, Object value) {
        int most = line[2].isEmpty() ? 0 : Integer.parseInt(line[2]);
        switch (line[1]) {
            case "line", "text", "code", "email-type" -> text(line[1], most, at, (String) value);
            case "email" ->
                    assertThat((String) value)
                            .as(at)
                            .hasSizeLessThanOrEqualTo(254)
                            .matches("[^@\\s<>\"]+@[^@\\s<>\"]+\\.[^@\\s<>\".]+");
            case "phone" -> assertThat((String) value).as(at).matches("\\+[1-9][0-9]{1,16}");
            case "url" ->
                    assertThat((String) value)
                            .as(at)
                            .matches("(?i)https?://[^\\s<>\"/?#@]+([/?#][^\\s<>\"]*)?")
                            .hasSizeLessThanOrEqualTo(2_056);
            case "day" -> {
                String day = (String) value;
                assertThat(day).as(at).matches("[0-9]{2}-[0-9]{2}-[0-9]{4}");
                LocalDate.parse(day.substring(6) + "-" + day.substring(0, 5));
            }
            case "time" -> assertThat(Instant.parse((String) value).toString()).isEqualTo(value);
            case "gender" ->
                    assertThat(value).as(at).isIn("male", "female", "other", "unknown", "1", "0");
            case "country" -> assertThat((String) value).as(at).matches("[A-Z]{2}");
            case "flag" -> assertThat(value).as(at).isInstanceOf(Boolean.class);
            case "whole" -> assertThat(value).as(at).isInstanceOf(Integer.class);
            case "number" ->
                    assertThat(((Number) value).toString()).as(at).matches("-?[0-9.E+-]{1,700}");
            case "secret" ->
                    assertThat((String) value)
                            .as(at)
                            .hasSizeLessThanOrEqualTo(most)
                            .doesNotContainPattern("\\p{Cc}")
                            .matches(text -> isEncodable(text));
            case "json" -> free(at, value, 0, new int[] {2_000, most});
            default -> fail(at + " is written, and is of kind " + line[1]);
        }
    }

    private void text(String kind, int most, String at, String text) {
        assertThat(text.length()).as(at).isLessThanOrEqualTo(most);
        characters(at, text, kind);
    }

    private void characters(String at, String text, String kind) {
        assertThat(isEncodable(text)).as(at).isTrue();
        assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).as(at).isTrue();
        assertThat(text)
                .as(at)
                .doesNotContainPattern(HIDDEN)
                .doesNotContainPattern(NO_CHARACTER)
                .doesNotContainPattern(MARKS)
                .doesNotContainPattern(kind.equals("text") ? "[\\p{Cc}&&[^\\n\\t]]" : "\\p{Cc}");
        assertThat(EDGE.matcher(text).matches()).as(at + " has white space at an end").isFalse();
        if (kind.equals("code")) {
            assertThat(text).as(at).doesNotContainPattern("\\p{Cf}");
        }
        switch (html) {
            case STRIP ->
                    assertThat(text)
                            .as(at)
                            .doesNotContainPattern(TAG)
                            .doesNotContainPattern(ENTITY);
            case ESCAPE ->
                    assertThat(ESCAPED.matcher(text).replaceAll(""))
                            .as(at)
                            .doesNotContainPattern("[<>\"'&]");
            case KEEP -> {}
        }
    }

    private static boolean isEncodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private void free(String at, Object value, int depth, int[] left) {
        assertThat(depth).as(at).isLessThanOrEqualTo(20);
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (name, inner) -> {
                        left[1] -= ((String) name).length();
                        characters(at, (String) name, "line");
                        left[0]--;
                        free(at, inner, depth + 1, left);
                    });
        } else if (value instanceof List<?> list) {
            for (Object inner : list) {
                left[0]--;
                free(at, inner, depth + 1, left);
            }
        } else if (value instanceof String text) {
            left[1] -= text.length();
            characters(at, text, "text");
        } else if (value instanceof Number number) {
            assertThat(number.toString()).as(at).matches("-?[0-9.E+-]{1,700}");
        } else {
            assertThat(value == null || value instanceof Boolean).as(at).isTrue();
        }
        assertThat(left[0]).as(at).isNotNegative();
        assertThat(left[1]).as(at).isNotNegative();
    }
}
