package io.tidegate.inflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.Verification;
import io.tidegate.connector.Verification.Algorithm;
import io.tidegate.connector.Verification.Basic;
import io.tidegate.connector.Verification.Bearer;
import io.tidegate.connector.Verification.Encoding;
import io.tidegate.connector.Verification.Hmac;
import io.tidegate.connector.Verification.StandardWebhooks;
import io.tidegate.event.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/inflow.md shows is run, by the shell, curl and openssl. */
class InflowDocsTest {
    @TempDir private Path folder;
    private PostedTo server;

    @BeforeEach
    void open() throws Exception {
        server = new PostedTo(folder, Clock.systemUTC());
        String secret = "it-is-secret";
        connector(
                "crm-updates",
                new StandardWebhooks(
                        server.secret("crm-webhook", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));
        connector(
                "shop-orders",
                new Hmac(
                        server.secret("crm-hmac", secret),
                        "X-Signature",
                        Algorithm.SHA256,
                        Encoding.HEX,
                        "sha256="));
        connector("desk-tickets", new Bearer(server.secret("crm-token", secret)));
        connector(
                "old-forms",
                new Basic(
                        server.secret("crm-user", "user"), server.secret("crm-password", secret)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void connector(String id, Verification how) {
        server.connector(id, new PostedTo.With().verification(how).entry());
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?s)```" + language + "\\n(.*?)```")
                .matcher(Files.readString(Path.of("docs/inflow.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private String run(String script) throws Exception {
        Process shell =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                script.replace("127.0.0.1:8080", "127.0.0.1:" + server.port))
                        .redirectErrorStream(true)
                        .start();
        assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new String(shell.getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void everyPostThatIsShownIsAccepted() throws Exception {
        List<String> answers = new ArrayList<>();
        for (String script : blocks("sh")) {
            answers.add(run(script));
        }

        assertThat(answers)
                .hasSize(5)
                .allSatisfy(
                        answer ->
                                assertThat(answer)
                                        .matches(
                                                "\\{\"accepted\":\\[\".+\"],\"duplicates\":\\[]}"));
        assertThat(server.events())
                .extracting(event -> event.get("type"))
                .containsExactly(
                        "inflow.crm-updates",
                        "inflow.shop-orders",
                        "inflow.desk-tickets",
                        "inflow.old-forms",
                        "UpdateProfile");
        assertThat(server.events().get(3).get("data"))
                .isEqualTo("{\"email\":\"ada@example.com\",\"name\":\"Ada Lovelace\"}");
    }

    @Test
    void aPostThatIsShownIsRefusedWithAnotherSecret() throws Exception {
        server.secrets.replaceAll((name, text) -> "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4");

        for (String script : blocks("sh").subList(0, 4)) {
            assertThat(run(script)).contains("\"status\":401");
        }
    }

    @Test
    void xmlBecomesTheJsonThatIsShown() throws Exception {
        String xml = blocks("xml").get(0);

        assertThat(Json.text(XmlReader.read(xml.getBytes(UTF_8))))
                .isEqualTo(blocks("json").get(0).strip());
    }

    @Test
    void theRefusalThatIsShownIsWhatIsAnswered() throws Exception {
        server.connector(
                "crm-contacts",
                new PostedTo.With()
                        .schema(
                                "{\"properties\":{\"id\":{\"type\":\"integer\"},\"email\":{\"format\":\"email\"}}}",
                                "schemas/contact.json")
                        .entry());

        HttpResponse<String> answer =
                server.json("crm-contacts", "{\"id\":\"x\",\"email\":\"ada\"}");

        assertThat(answer.body()).isEqualTo(blocks("json").get(1).strip());
    }

    @Test
    void everyReasonIsInTheTable() throws Exception {
        String page = Files.readString(Path.of("docs/inflow.md"));
        String table = page.substring(page.indexOf("## Refused posts"));

        assertThat(Arrays.stream(Reason.values()).map(Reason::word))
                .allSatisfy(word -> assertThat(table).contains("`" + word + "`"));
    }

    @Test
    void everyFieldThatIsSaidToBeTakenOutIs() {
        assertThat(
                        Stream.of(
                                "PIN",
                                "ProviderAccessCredential",
                                "OTP",
                                "BackupCodes",
                                "ManualEntryCode",
                                "QRCode",
                                "LastPasswordChangeDate",
                                "SecurityQuestionAnswer",
                                "access_token",
                                "ClientSecret"))
                .allMatch(Sensitive::isSensitive);
        assertThat(Stream.of("Pins", "FirstName", "TokenCount", "Secretary", "Email"))
                .noneMatch(Sensitive::isSensitive);
    }
}
