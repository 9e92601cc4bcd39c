package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Sealing;
import io.tidegate.security.Seal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password that was sealed for one connector is none for another. */
class PasswordSealingTest {
    private final Sealing sealing = new PasswordSealing(Seal.ofThisProcess());

    @ParameterizedTest
    @ValueSource(strings = {"Correct-Horse-9", "", " \"ä\" \\ ", "{{sealed:AAAA}}", "a\ud800b"})
    void itIsOpenedAsItWas(String password) {
        String sealed = sealing.seal("crm", password);

        assertThat(Sealing.isSealed(sealed)).isTrue();
        assertThat(sealing.open("crm", sealed)).isEqualTo(password);
        assertThat(sealing.seal("crm", password)).isNotEqualTo(sealed);
    }

    @Test
    void onlyTheConnectorThatItWasPostedToOpensIt() {
        String sealed = sealing.seal("crm", "Correct-Horse-9");

        assertThat(sealing.open("shop", sealed)).isNull();
        assertThat(sealing.open("", sealed)).isNull();
        assertThat(sealing.open("crm", "{{sealed:AAAA}}")).isNull();
        assertThat(sealing.open("crm", "{{sealed:}}")).isNull();
        assertThat(new PasswordSealing(Seal.ofThisProcess()).open("crm", sealed)).isNull();
    }
}
