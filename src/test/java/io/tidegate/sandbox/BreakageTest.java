package io.tidegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakageTest {

    private static MultiMap words(String... pairs) {
        MultiMap words = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < pairs.length; i += 2) {
            words.add(pairs[i], pairs[i + 1]);
        }
        return words;
    }

    @Test
    void aStatusAloneFailsEveryAnswerAShareAloneFailsItWith500() {
        assertThat(Breakage.parse(words("status", "503")))
                .isEqualTo(new Breakage(1, 503, Duration.ZERO, false));
        assertThat(Breakage.parse(words("fail", "0.3")))
                .isEqualTo(new Breakage(0.3, 500, Duration.ZERO, false));
        assertThat(Breakage.parse(words("fail", ".5", "status", "429", "delay", "2s")))
                .hasToString("50 % answered 429, after 2s");
        assertThat(Breakage.parse(words("off", ""))).hasToString("off");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fail   | 30   | fail is a share from 0 to 1, such as 0.3, not \"30\"",
                "status | 99   | status is from 200 to 599, such as 503, not \"99\"",
                "delay  | 1h   | delay is a time up to 2m, such as 2s or 500ms, not \"1h\"",
                "dealy  | 2s   | \"dealy\" is none of fail, status, delay, off, host",
            })
    void aWrongWordIsAnsweredWithTheRightOnes(String name, String value, String message) {
        assertThatThrownBy(() -> Breakage.parse(words(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void oneHostIsBrokenAndMendedAlone() {
        Breakages breakages = new Breakages();
        Breakage down = Breakage.parse(words("status", "503"));
        breakages.put("API.crm.example", down);
        assertThat(breakages.of("api.crm.example")).isEqualTo(down);
        assertThat(breakages.of("audit.example")).isEqualTo(Breakage.NONE);
        breakages.put(Breakages.ALL, Breakage.parse(words("off", "")));
        assertThat(breakages.of("audit.example").off()).isTrue();
        breakages.mend("api.crm.example");
        assertThat(breakages.of("api.crm.example").off()).isTrue();
        breakages.mend(Breakages.ALL);
        assertThat(breakages.of("audit.example")).isEqualTo(Breakage.NONE);
    }
}
