package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.FoundFile;
import io.tidegate.connector.Mark;
import io.tidegate.connector.Mistake;
import io.tidegate.connector.NamedConnectors;
import io.tidegate.journal.KnownConnector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The connector crm, last loaded well from crm.yaml, against what a start finds. */
class HeldConnectorsTest {
    private static final NamedConnectors NOT_READABLE = new NamedConnectors(Map.of(), false);

    private Set<String> running = Set.of();
    private Set<String> withWork = Set.of();

    private static FoundFile well(String name) {
        return new FoundFile(name, List.of(), NOT_READABLE);
    }

    private static FoundFile broken(String name, NamedConnectors named) {
        Mistake mistake = new Mistake(new Mark("routes/" + name, 1, 1), "wrong");
        return new FoundFile(name, List.of(mistake), named);
    }

    private static NamedConnectors names(String id, boolean whole) {
        return new NamedConnectors(Map.of(id, "outflow"), whole);
    }

    /** {@code id state file} of each, then what is forgotten. */
    private String held(String rememberedFile, FoundFile... files) {
        KnownConnector crm =
                new KnownConnector("crm", "outflow", List.of("Login"), true, false, rememberedFile);
        HeldConnectors held = HeldConnectors.of(List.of(files), running, List.of(crm), withWork);
        StringBuilder text = new StringBuilder();
        for (HeldConnector one : held.all()) {
            text.append(one.last().id() + (one.isBroken() ? " broken " : " missing "))
                    .append(one.last().file())
                    .append(one.isBroken() && one.on().isEmpty() ? " gets nothing" : "")
                    .append("; ");
        }
        return text + "forgotten " + held.forgotten();
    }

    @Test
    void oneThatRunsIsNotHeldWhateverItsOldFileIs() {
        running = Set.of("crm");
        assertThat(held("crm.yaml", broken("crm.yaml", names("crm", true))))
                .isEqualTo("forgotten []");
    }

    @Test
    void itIsBrokenIfItsFileIsAndNamesItOrMayNameIt() {
        String broken = "crm broken crm.yaml; forgotten []";
        assertThat(held("crm.yaml", broken("crm.yaml", names("crm", true)))).isEqualTo(broken);
        assertThat(held("crm.yaml", broken("crm.yaml", NOT_READABLE))).isEqualTo(broken);
        assertThat(held("crm.yaml", broken("crm.yaml", names("x", false))))
                .isEqualTo("crm broken crm.yaml; x broken crm.yaml gets nothing; forgotten []");
    }

    @Test
    void itIsBrokenIfItWasMovedToAFileThatIsBroken() {
        assertThat(held("crm.yaml", well("crm.yaml"), broken("new.yaml", names("crm", false))))
                .isEqualTo("crm broken crm.yaml; forgotten []");
    }

    @Test
    void anotherFilesMistakesAreNotIts() {
        withWork = Set.of("crm");
        assertThat(held("crm.yaml", broken("other.yaml", NOT_READABLE)))
                .isEqualTo("crm missing crm.yaml; forgotten []");
    }

    @Test
    void withoutAKnownFileAnyBrokenOneMayBeIts() {
        assertThat(held(null, well("a.yaml"), broken("other.yaml", NOT_READABLE)))
                .isEqualTo("crm broken null; forgotten []");
    }

    @Test
    void itIsMissingIfItsBrokenFileDoesNotNameItAndKnownUntilThatIsMended() {
        NamedConnectors nobody = new NamedConnectors(Map.of(), true);
        assertThat(held("crm.yaml", broken("crm.yaml", nobody)))
                .isEqualTo("crm missing crm.yaml; forgotten []");
        assertThat(held("crm.yaml", well("crm.yaml")))
                .isEqualTo("crm missing crm.yaml; forgotten [crm]");
    }

    @Test
    void itIsKnownForAsLongAsItsFileIsGoneAndAnythingWaits() {
        withWork = Set.of("crm");
        assertThat(held("crm.yaml")).isEqualTo("crm missing crm.yaml; forgotten []");
        withWork = Set.of();
        assertThat(held("crm.yaml")).isEqualTo("crm missing crm.yaml; forgotten [crm]");
    }
}
