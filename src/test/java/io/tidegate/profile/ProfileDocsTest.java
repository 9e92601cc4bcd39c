package io.tidegate.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code -Dtidegate.docs.write=true} writes the table into the page. */
class ProfileDocsTest {
    private static final Path PAGE = Path.of("docs/profile.md");
    private static final String HEAD = "| field | is | at most | written by |\n|---|---|---|---|\n";

    @Test
    void thePageShowsTheTable() throws Exception {
        String page = Files.readString(PAGE);
        String table = HEAD + String.join("\n", lines()) + "\n";
        if (Boolean.getBoolean("tidegate.docs.write")) {
            page = page.substring(0, page.indexOf(HEAD)) + table;
            Files.writeString(PAGE, page);
        }
        assertThat(page).endsWith(table);
    }

    private static List<String> lines() {
        return ProfileTable.fields().stream().map(ProfileDocsTest::line).toList();
    }

    private static String line(ProfileField field) {
        return String.join(
                        " | ",
                        "| `" + field.path() + "`",
                        what(field),
                        most(field),
                        switch (field.access()) {
                            case WRITE -> "connectors";
                            case ACTION -> "an action of its own";
                            case READ -> "the identity provider";
                        })
                + " |";
    }

    private static String what(ProfileField field) {
        String meaning = field.kind().meaning();
        ProfileField.Keyed keyed = field.keyed();
        return Stream.of(
                        field.path().endsWith("[]") && field.kind() != Kind.LIST
                                ? "a list; each is " + meaning
                                : field.path().endsWith(".*")
                                        ? "any names; each is " + meaning
                                        : meaning,
                        keyed.key() == null ? "" : "no two of one `" + keyed.key() + "`",
                        keyed.needs() == null ? "" : "none without `" + keyed.needs() + "`",
                        keyed.otherwise() == null
                                ? ""
                                : "`"
                                        + keyed.key()
                                        + "` is `"
                                        + keyed.otherwise()
                                        + "` if not said",
                        field.secret() ? "never shown" : "")
                .filter(part -> !part.isEmpty())
                .distinct()
                .reduce((a, b) -> a + "; " + b)
                .orElseThrow();
    }

    private static String most(ProfileField field) {
        return field.most() == 0 ? "" : String.format(java.util.Locale.ROOT, "%,d", field.most());
    }
}
