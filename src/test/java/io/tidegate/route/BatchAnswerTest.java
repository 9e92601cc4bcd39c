package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.Batch;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchAnswerTest {
    private final BatchAnswer answer =
            new BatchAnswer(
                    new Batch.Outcomes("$.results", "$[?(@.status == 'ok')]", "$.error.text"));

    private static Reply.Answered reply(int status, String body) {
        return new Reply.Answered(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String body(BatchAnswer.One one) {
        return new String(((Reply.Answered) one.reply()).body(), StandardCharsets.UTF_8);
    }

    @Test
    void eachRecordHasItsOwnResult() {
        List<BatchAnswer.One> each =
                answer.of(
                        reply(
                                200,
                                """
                                {"results":[{"status":"ok","id":7},{"status":"no","error":{"text":"too long"}},{"status":"no"}]}
                                """),
                        3);

        assertThat(each.get(0).error()).isNull();
        assertThat(body(each.get(0))).isEqualTo("{\"status\":\"ok\",\"id\":7}");
        assertThat(each.get(1).error())
                .isEqualTo("the third party did not take this record of the batch: too long");
        assertThat(each.get(2).error())
                .isEqualTo("the third party did not take this record of the batch");
    }

    /** What a third party writes must not keep deliveries from ending. */
    @Test
    void anAnswerThatCannotBeJudgedIsAnErrorOfEach() {
        BatchAnswer costly =
                new BatchAnswer(new Batch.Outcomes("$.results", "$[?(@.msg =~ /(a+)+b/)]", null));
        String costing = "{\"msg\":\"" + "a".repeat(5_000) + "\"}";

        assertThat(costly.of(reply(200, "{\"results\":[" + costing + "," + costing + "]}"), 2))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.error()).contains("cannot be judged: "));
    }

    @Test
    void anAnswerThatIsNo2xxCountsForAll() {
        Reply busy = reply(503, "{\"results\":[]}");

        assertThat(answer.of(busy, 2)).containsExactly(one(busy), one(busy));
        Reply lost = new Reply.Unanswered("cut", false);
        assertThat(answer.of(lost, 1)).containsExactly(one(lost));
    }

    private static BatchAnswer.One one(Reply reply) {
        return new BatchAnswer.One(reply, null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"results\":[{\"status\":\"ok\"}]} | $.results selects 1 results in the answer, and 2 records were sent",
                "{} | $.results selects 0 results in the answer, and 2 records were sent",
                "<html> | the answer is not JSON",
            })
    void resultsThatCannotBeToldApartCountAsFailuresOfAll(String body, String why) {
        assertThat(answer.of(reply(200, body), 2))
                .hasSize(2)
                .allSatisfy(
                        one ->
                                assertThat(one.error())
                                        .startsWith(
                                                "what became of the records of the batch is not known: "
                                                        + why));
    }

    @Test
    void bodiesStandInAListAndTheKeyIsMadeOfAll() {
        OutboundRequest one =
                new OutboundRequest(
                        "POST", "https://x.example", Map.of("A", "b"), bytes("{\"n\":1}"));
        OutboundRequest two =
                new OutboundRequest(
                        "POST", "https://x.example", Map.of("A", "b"), bytes("{\"n\":2}"));

        assertThat(text(BatchBody.of(List.of(one, two), null))).isEqualTo("[{\"n\":1},{\"n\":2}]");
        assertThat(text(BatchBody.of(List.of(one), "rows"))).isEqualTo("{\"rows\":[{\"n\":1}]}");
        assertThat(BatchBody.fit(one, two)).isTrue();
        assertThat(
                        BatchBody.fit(
                                one,
                                new OutboundRequest(
                                        "POST", "https://y.example", Map.of("A", "b"), null)))
                .isFalse();
        assertThat(BatchBody.key(List.of("17"))).isEqualTo("17");
        assertThat(BatchBody.key(List.of("17", "18")))
                .startsWith("batch-")
                .isEqualTo(BatchBody.key(List.of("17", "18")))
                .isNotEqualTo(BatchBody.key(List.of("18", "17")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(OutboundRequest request) {
        byte[] body = request.body();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }
}
