package io.tidegate.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Json;
import io.tidegate.intake.Intake.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcceptedJsonTest {
    private static String json(Answer... answers) {
        return new String(AcceptedJson.write(List.of(answers)), StandardCharsets.UTF_8);
    }

    @Test
    void idsStandInTheOrderSentEachOnItsSide() {
        assertThat(json()).isEqualTo("{\"accepted\":[],\"duplicates\":[]}");
        assertThat(json(new Answer("a", false)))
                .isEqualTo("{\"accepted\":[\"a\"],\"duplicates\":[]}");
        assertThat(
                        json(
                                new Answer("c", false),
                                new Answer("x", true),
                                new Answer("a", false),
                                new Answer("b", true)))
                .isEqualTo("{\"accepted\":[\"c\",\"a\"],\"duplicates\":[\"x\",\"b\"]}");
    }

    @Test
    void anyIdIsReadBackAsItWas() throws Exception {
        String id = "\"quoted\" \\ / ü 你好 \uD83D\uDE00 \u2028";

        assertThat(Json.parse(AcceptedJson.write(List.of(new Answer(id, false)))))
                .isEqualTo(Map.of("accepted", List.of(id), "duplicates", List.of()));
    }
}
