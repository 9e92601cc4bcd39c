package io.tidegate.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was sealed stays good through a new master key for as long as the old one is kept. */
class KeySealTest {
    private MasterKey current = MasterKey.random();
    private final List<MasterKey> others = new ArrayList<>();
    private final KeySeal seal = new KeySeal(() -> current, () -> others);

    @Test
    void aNewKeyOpensWhatTheOldOneSealedUntilThatIsGone() {
        String before = seal.seal("session", "ann");
        others.add(current);
        current = MasterKey.random();
        assertThat(seal.open("session", before)).isEqualTo("ann");
        String after = seal.seal("session", "ann");
        others.clear();
        assertThat(seal.open("session", before)).isNull();
        assertThat(seal.open("session", after)).isEqualTo("ann");
    }

    @Test
    void whatIsNotWholeOrForSomethingElseIsNotOpened() {
        String sealed = seal.seal("session", "ann");
        for (int end = 0; end < sealed.length(); end++) {
            assertThat(seal.open("session", sealed.substring(0, end))).isNull();
        }
        assertThat(seal.open("other", sealed)).isNull();
        assertThat(seal.open("session", sealed + "AAAA")).isNull();
        assertThat(seal.open("session", "not base64 \u0000\uffff")).isNull();
    }
}
