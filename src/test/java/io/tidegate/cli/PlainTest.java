package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {

    @Test
    void whatATerminalMightObeyIsShownInstead() {
        assertThat(Plain.text("a\u001b[2Jb\r\nc\td\u009be\u202ef\u200bg\u2028h\u0000\ud800i"))
                .isEqualTo(
                        "a\\u001b[2Jb\\r\\nc\\td\\u009be\\u202ef\\u200bg\\u2028h\\u0000\\ud800i");
        assertThat(Plain.text("Ünï 漢 😀 \\n")).isEqualTo("Ünï 漢 😀 \\n");
    }

    @Test
    void aCutIsMarked() {
        assertThat(Plain.cut("abc", 3)).isEqualTo("abc");
        assertThat(Plain.cut("abcd", 3)).isEqualTo("abc…");
        assertThat(Plain.cut("x".repeat(10_000), 80)).hasSize(81);
    }
}
