package io.tidegate.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What an answer means, and what a delivery's reason says of it. */
class AnswersTest {
    private static final String WHOLE =
            """
            success: { status: [200-299], body: "$[?(@.ok == true)]" }
            retry: { status: [429, 500-599], body: "$[?(@.error == 'busy')]" }
            alreadyDone: { status: [409], body: $.existing }
            recordId: $.id
            """;

    private static String judged(String conduct, int status, String body) throws Exception {
        String file = "destination: crm\ntitle: x\nrequest: { url: https://x.example }\n" + conduct;
        Object yaml = new Load(LoadSettings.builder().build()).loadFromString(file);
        Verdict verdict =
                Destination.read(yaml, "crm")
                        .answers()
                        .judge(
                                status,
                                body.getBytes(StandardCharsets.UTF_8),
                                "the third party answered " + status);
        if (verdict instanceof Verdict.Success success) {
            return "success " + success.recordId();
        }
        return verdict instanceof Verdict.Repeat repeat
                ? "again: " + repeat.reason()
                : "no: " + ((Verdict.Refused) verdict).reason();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    200 | {"ok":true,"id":"a"}         | success a
                    204 | {"ok":true,"id":12345678901} | success 12345678901
                    201 | {"ok":true,"id":{"x":1}}     | success null
                    200 | {"ok":false,"error":"busy"}  | again: the third party answered 200, but its body denies success ($[?(@.ok == true)] selects nothing)
                    200 | {"ok":false}                 | no: the third party answered 200, but its body denies success ($[?(@.ok == true)] selects nothing); the same request is not sent again, crm repeats it only if $[?(@.error == 'busy')] selects something
                    200 | <html>                       | no: the third party answered 200, but its body denies success ($[?(@.ok == true)] selects nothing); the same request is not sent again, crm repeats it only if $[?(@.error == 'busy')] selects something
                    409 | {"existing":{"x":1},"id":"b"} | success b
                    409 | {}                           | no: the third party answered 409; the same request is not sent again, crm repeats only 429, 500-599, or if $[?(@.error == 'busy')] selects something
                    400 | {"error":"busy"}             | again: the third party answered 400
                    429 | ``                           | again: the third party answered 429
                    503 | not json                     | again: the third party answered 503
                    400 | {"error":"wrong"}            | no: the third party answered 400; the same request is not sent again, crm repeats only 429, 500-599, or if $[?(@.error == 'busy')] selects something
                    """)
    void byStatusAndBody(int status, String body, String verdict) throws Exception {
        assertThat(judged(WHOLE, status, body)).isEqualTo(verdict);
    }

    @Test
    void aFileThatSaysNothingIsLikeAnyConnector() throws Exception {
        assertThat(judged("", 299, "")).isEqualTo("success null");
        assertThat(judged("", 400, "")).isEqualTo("again: the third party answered 400");
    }

    @Test
    void withStatusesAloneTheReasonNamesThem() throws Exception {
        String conduct = "success: { status: [200], body: $.id }\nretry: { status: [429] }\n";
        assertThat(judged(conduct, 201, "{}"))
                .isEqualTo(
                        "no: the third party answered 201; the same request is not sent again, crm repeats only 429");
        assertThat(judged(conduct, 200, "{}"))
                .isEqualTo(
                        "no: the third party answered 200, but its body denies success ($.id selects nothing); the same"
                                + " request is not sent again, crm repeats no such answer");
    }
}
