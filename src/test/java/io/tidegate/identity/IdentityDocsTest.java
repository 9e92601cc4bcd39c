package io.tidegate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IdentityDocsTest {
    private static final Path PAGE = Path.of("docs/identity.md");

    @Test
    void thePageListsEveryAction() throws Exception {
        assertThat(table("| action | what it does")).isEqualTo(actions());
    }

    @Test
    void thePageListsEveryAttributeOfScim() throws Exception {
        List<String> lines =
                Arrays.stream(ScimAttribute.values())
                        .map(one -> "| `" + one.field() + "` | " + one.attribute() + " |")
                        .toList();

        assertThat(table("| field | attribute")).isEqualTo(lines);
    }

    private static List<String> actions() {
        return Arrays.stream(Action.values())
                .map(
                        is ->
                                "| `"
                                        + is.word()
                                        + "` | "
                                        + is.title()
                                        + " |"
                                        + cell(needs(is))
                                        + "|"
                                        + cell(matches(is))
                                        + "|")
                .toList();
    }

    private static String cell(String text) {
        return text.isEmpty() ? " " : " " + text + " ";
    }

    private static String needs(Action action) {
        return action.needs().stream()
                .map(oneOf -> oneOf.stream().sorted().collect(Collectors.joining(" or ")))
                .collect(Collectors.joining(", "));
    }

    private static String matches(Action action) {
        Set<MatchField> all = EnumSet.allOf(MatchField.class);
        return action.matches().equals(all)
                ? "any"
                : all.stream()
                        .filter(action.matches()::contains)
                        .map(MatchField::word)
                        .collect(Collectors.joining(", "));
    }

    /** The lines below a table's heading. */
    private static List<String> table(String heading) throws Exception {
        List<String> lines = Files.readAllLines(PAGE);
        int at = 0;
        while (!lines.get(at).startsWith(heading)) {
            at++;
        }
        int end = at;
        while (lines.get(end).startsWith("|")) {
            end++;
        }
        return lines.subList(at + 2, end);
    }
}
