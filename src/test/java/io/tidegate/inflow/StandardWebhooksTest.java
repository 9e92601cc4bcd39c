package io.tidegate.inflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.tidegate.ManualClock;
import io.tidegate.connector.Verification.StandardWebhooks;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Posts signed as standardwebhooks.com has it; the library signs, as a sender would. */
class StandardWebhooksTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** The specification's own example. */
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    private static final long AT = 1_614_265_330;
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock("2021-02-25T15:02:10Z");
    private PostedTo server;

    @BeforeEach
    void open() throws Exception {
        server = new PostedTo(folder, clock);
        server.connector(
                "crm",
                new PostedTo.With()
                        .verification(new StandardWebhooks(server.secret("hook", SECRET)))
                        .entry());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> post(String id, long at, String signature, String body)
            throws Exception {
        return server.json(
                "crm",
                body,
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(at),
                "webhook-signature",
                signature);
    }

    @Test
    void theSpecificationsExampleIsAccepted() throws Exception {
        HttpResponse<String> answer = post(ID, AT, SIGNATURE, BODY);

        assertThat(answer.body()).isEqualTo("{\"accepted\":[\"" + ID + "\"],\"duplicates\":[]}");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(server.events())
                .singleElement()
                .satisfies(
                        event ->
                                assertThat(event)
                                        .containsEntry("id", ID)
                                        .containsEntry("source", "/inflow/crm")
                                        .containsEntry("type", "inflow.crm")
                                        .containsEntry("time", "2021-02-25T15:02:10Z")
                                        .containsEntry("content_type", "application/json")
                                        .containsEntry("origin", "crm")
                                        .containsEntry("data", BODY));
    }

    @Test
    void theSameMessageAgainIsADuplicate() throws Exception {
        post(ID, AT, SIGNATURE, BODY);

        assertThat(post(ID, AT, SIGNATURE, BODY).body())
                .isEqualTo("{\"accepted\":[],\"duplicates\":[\"" + ID + "\"]}");
        assertThat(server.events()).hasSize(1);
    }

    @Test
    void whatTheLibrarySignsIsAcceptedAlsoAmongOtherSignatures() throws Exception {
        String body = "{\"é\":\"😀\"}";
        String right = new Webhook(SECRET).sign("m1", AT, body);
        String wrong = new Webhook("whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4").sign("m1", AT, body);

        assertThat(post("m1", AT, wrong + " v1a,xyz " + right, body).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"300, 202", "301, 401", "-300, 202", "-301, 401"})
    void theTimestampMayBeFiveMinutesOff(long seconds, int status) throws Exception {
        clock.advance(java.time.Duration.ofSeconds(seconds));

        assertThat(post(ID, AT, SIGNATURE, BODY).statusCode()).isEqualTo(status);
        assertThat(server.counted)
                .isEqualTo(status == 202 ? List.of() : List.of("crm out-of-time"));
    }

    @Test
    void everyWayToBeWrongGetsTheSame401AndStoresNothing() throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        answers.add(post(ID, AT, SIGNATURE, BODY + " "));
        answers.add(post(ID + "x", AT, SIGNATURE, BODY));
        answers.add(post(ID, AT + 1, SIGNATURE, BODY));
        answers.add(post(ID, AT, SIGNATURE.replace("v1,", "v2,"), BODY));
        answers.add(post(ID, AT, SIGNATURE.substring(3), BODY));
        answers.add(post(ID, AT, "v1,", BODY));
        answers.add(post(ID, AT, "v1", BODY));
        answers.add(server.json("crm", BODY));
        answers.add(server.json("crm", BODY, "webhook-id", ID, "webhook-signature", SIGNATURE));
        answers.add(
                server.json(
                        "crm",
                        BODY,
                        "webhook-id",
                        ID,
                        "webhook-timestamp",
                        "soon",
                        "webhook-signature",
                        SIGNATURE));
        answers.add(
                server.json(
                        "crm",
                        BODY,
                        "webhook-id",
                        ID,
                        "webhook-id",
                        ID,
                        "webhook-timestamp",
                        "" + AT,
                        "webhook-signature",
                        SIGNATURE));
        answers.add(server.json("crm", "not even JSON"));

        assertThat(answers)
                .allSatisfy(
                        answer -> {
                            assertThat(answer.statusCode()).isEqualTo(401);
                            assertThat(answer.headers().firstValue("www-authenticate"))
                                    .contains("Signature");
                            assertThat(answer.body())
                                    .isEqualTo(
                                            "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"this does not show"
                                                    + " that it comes from the third party that is expected here; nothing of it was stored\"}");
                        });
        assertThat(server.events()).isEmpty();
        assertThat(server.counted).hasSize(12).containsOnly("crm unverified");
    }

    @Test
    void aSecretThatIsNotSetIs503AndNothingIsJudged() throws Exception {
        server.secrets.clear();

        HttpResponse<String> answer = post(ID, AT, SIGNATURE, BODY);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("60");
        assertThat(answer.body())
                .contains(
                        "\"detail\":\"the secret by which posts are verified is not set here; nothing of this was stored, send it again later\"");
        assertThat(server.counted).containsExactly("crm no-secret");
    }

    @Test
    void aSecretThatIsNoneIs503() throws Exception {
        server.secret("hook", "not base64!");

        assertThat(post(ID, AT, SIGNATURE, BODY).statusCode()).isEqualTo(503);
    }

    @Test
    void aNewSecretCountsAtOnce() throws Exception {
        String other = "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4";
        server.secret("hook", other);

        assertThat(post(ID, AT, SIGNATURE, BODY).statusCode()).isEqualTo(401);
        assertThat(post(ID, AT, new Webhook(other).sign(ID, AT, BODY), BODY).statusCode())
                .isEqualTo(202);
    }
}
