package io.tidegate.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedScriptsTest {
    private static final String SOURCE = "function hook(event) { return event; }";

    @Test
    void theSameWordsAreCompiledOnce() throws Exception {
        Script one = Script.compile("hooks/one.js", SOURCE, ScriptLimits.DEFAULT);

        assertThat(Script.compile("hooks/one.js", SOURCE, ScriptLimits.DEFAULT)).isSameAs(one);
        assertThat(Script.compile("hooks/one.js", SOURCE + "\n", ScriptLimits.DEFAULT))
                .isNotSameAs(one);
        assertThat(Script.compile("hooks/two.js", SOURCE, ScriptLimits.DEFAULT).name())
                .isEqualTo("hooks/two.js");
        ScriptLimits longer = ScriptLimits.DEFAULT.withTime(Duration.ofSeconds(9));
        assertThat(Script.compile("hooks/one.js", SOURCE, longer)).isNotSameAs(one);
    }

    @Test
    void whatIsWrongIsFoundEachTime() {
        for (int time = 1; time <= 2; time++) {
            assertThatThrownBy(() -> Script.compile("hooks/no.js", "1 +", ScriptLimits.DEFAULT))
                    .isInstanceOf(InvalidScript.class);
        }
    }
}
