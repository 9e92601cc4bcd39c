package io.tidegate.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What payloads become on their way into columns, and that they come back. */
class PayloadsTest {
    private final Payloads plain = new Payloads();
    private final Payloads hidden = new Payloads();

    PayloadsTest() {
        hidden.use(new Backwards());
    }

    /** Good enough to see what is stored. */
    private static final class Backwards implements Payloads.Cipher {
        @Override
        public byte[] encrypt(byte[] plain) {
            return new StringBuilder(new String(plain, ISO_8859_1))
                    .reverse()
                    .toString()
                    .getBytes(ISO_8859_1);
        }

        @Override
        public byte[] decrypt(byte[] encrypted) {
            return encrypt(encrypted);
        }

        @Override
        public boolean encrypts() {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a text", "{{payload:", "{{payload:eA==}}", "\u00e9\ud83d\udd11"})
    void textsComeBackWhetherTheyAreEncryptedOrNot(String text) {
        assertThat(plain.read(plain.stored(text))).isEqualTo(text);
        assertThat(hidden.read(hidden.stored(text))).isEqualTo(text);
        assertThat(hidden.read(plain.stored(text))).isEqualTo(text);
        assertThat(plain.read(plain.stored(text.getBytes(UTF_8)))).isEqualTo(text.getBytes(UTF_8));
        assertThat(hidden.read(hidden.stored(text.getBytes(UTF_8))))
                .isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void whatIsNotEncryptedIsStoredAsItCame() {
        assertThat(plain.stored("a text")).isEqualTo("a text");
        assertThat(plain.stored(new byte[] {(byte) 0xff, 0}))
                .isEqualTo(new byte[] {(byte) 0xff, 0});
    }

    @Test
    void whatIsSentInTheFormOfAnEncryptedOneIsNotTakenForOne() {
        byte[] forged = hidden.stored("x".getBytes(UTF_8));
        String forgedText = hidden.stored("a text");

        assertThat(plain.read(plain.stored(forged))).isEqualTo(forged);
        assertThat(hidden.read(plain.stored(forged))).isEqualTo(forged);
        assertThat(hidden.read(hidden.stored(forged))).isEqualTo(forged);
        assertThat(plain.read(plain.stored(forgedText))).isEqualTo(forgedText);
        assertThat(hidden.read(plain.stored(forgedText))).isEqualTo(forgedText);
    }

    @Test
    void withoutKeysAnEncryptedOneIsAnErrorThatSaysSo() {
        assertThatThrownBy(() -> plain.read(hidden.stored("a text")))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessage(
                        "a payload in the journal is encrypted, and its keys were not opened; nothing was changed");
    }
}
