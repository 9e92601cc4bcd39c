package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.AnsweringServer.Answer;
import io.tidegate.AnsweringServer.Got;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a destination's secrets go, and where they do not. */
class DestinationSecretsTest {
    private static final String BODY =
            """
            destination: keyed
            title: A key in the body
            required: [key]
            properties:
              key: { type: string, format: password }
              baseUrl: { type: string, format: uri }
            basic: [tidegate, "{{key}}"]
            request:
              url: "{{baseUrl}}/things"
              FORM
              body: { api_key: "{{key}}", note: "key \\"{{key}}\\"", who: $.name }
            """;

    @TempDir private Path folder;
    private AnsweringServer thirdParties;
    private RunningServer server;

    @BeforeEach
    void open() throws Exception {
        thirdParties = new AnsweringServer();
    }

    @AfterEach
    void close() {
        server.close();
        thirdParties.close();
    }

    private List<Got> sent(String form, String name, Answer... answers) throws Exception {
        Files.createDirectories(folder.resolve("routes/destinations"));
        Files.writeString(
                folder.resolve("routes/destinations/keyed.yaml"),
                BODY.replace("FORM", "form: " + form).replace("[key]", "[key, baseUrl]"));
        String url = thirdParties.url("keyed", List.of(answers));
        server =
                new RunningServer(
                        folder,
                        """
                        - outflow:
                            id: keyed
                            on: Register
                            mapping: { name: $.data.Name }
                            to: { destination: keyed, key: "{{secret:key}}", baseUrl: URL }
                            retry: { attempts: 3, delay: 20ms }
                        """
                                .replace("URL", url),
                        Map.of());
        server.put("/api/secrets/key", "{\"text\":\"pa\\\"ss & word\"}");
        server.put("/api/secrets/other", "{\"text\":\"not-for-them\"}");
        server.post(RunningServer.event("e-1", "Register", "{\"Name\":\"" + name + "\"}"));
        await().until(
                        () ->
                                server.rows("SELECT 1 FROM delivery WHERE finished_at IS NOT NULL")
                                                .size()
                                        == 1);
        return new ArrayList<>(thirdParties.got("keyed"));
    }

    @Test
    void aBodyIsStoredWithReferencesAndSentWithTheirTexts() throws Exception {
        List<Got> got =
                sent(
                        "false",
                        "Ada {{secret:other}} {{secret:key}}",
                        Answer.of(
                                503,
                                "{\"you\":\"said pa\\\"ss & word and dGlkZWdhdGU6cGEic3MgJiB3b3Jk\"}"),
                        Answer.of(200, ""));
        assertThat(got)
                .hasSize(2)
                .allSatisfy(
                        one -> {
                            assertThat(one.text())
                                    .isEqualTo(
                                            "{\"api_key\":\"pa\\\"ss & word\",\"note\":\"key \\\"pa\\\"ss & word\\\"\","
                                                    + "\"who\":\"Ada {\\u007bsecret:other}} {\\u007bsecret:key}}\"}");
                            assertThat(one.header("authorization"))
                                    .isEqualTo("Basic dGlkZWdhdGU6cGEic3MgJiB3b3Jk");
                            assertThat(one.header("tidegate-body")).isNull();
                        });
        assertThat(server.rows("SELECT body FROM request"))
                .containsExactly(
                        "{\"api_key\":\"{{secret:key}}\",\"note\":\"key \\\"{{secret:key}}\\\"\","
                                + "\"who\":\"Ada {\\u007bsecret:other}} {\\u007bsecret:key}}\"}");
        assertThat(server.rows("SELECT headers FROM request").get(0))
                .contains("\"Authorization\":\"Basic {{base64:tidegate:{{secret:key}}}}\"");
        assertThat(server.rows("SELECT response FROM attempt WHERE number = 1").get(0))
                .doesNotContain("pa\\\"ss & word")
                .doesNotContain("dGlkZWdhdGU6cGEic3MgJiB3b3Jk");
    }

    @Test
    void aFormIsStoredWithReferencesAndSentWithTheirTexts() throws Exception {
        List<Got> got = sent("true", "Ada {{secret:other}}", Answer.of(200, ""));
        assertThat(got.get(0).text())
                .isEqualTo(
                        "api_key=pa%22ss+%26+word&note=key+%22pa%22ss+%26+word%22&who=Ada+%7B%7Bsecret%3Aother%7D%7D");
        assertThat(got.get(0).header("content-type"))
                .isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void anEditNamesNoOtherSecretInTheBody() throws Exception {
        sent(
                "false",
                "Ada",
                Answer.of(503, ""),
                Answer.of(503, ""),
                Answer.of(503, ""),
                Answer.of(503, ""),
                Answer.of(200, ""));
        String id = server.rows("SELECT id FROM failed_query").get(0);
        assertThat(
                        server.request(
                                        "POST",
                                        "/api/failed-queries/" + id + "/replay",
                                        "{\"request\":{\"body\":{\"x\":\"{{secret:other}}\"}}}")
                                .body())
                .contains(
                        "the edit names {{secret:other}}, allowed are the references of the stored request: {{secret:key}}");
        server.request(
                "POST",
                "/api/failed-queries/" + id + "/replay",
                "{\"request\":{\"body\":{\"x\":\"{{secret:key}}\"}}}");
        await().until(() -> thirdParties.got("keyed").size() == 5);
        assertThat(thirdParties.got("keyed").get(4).text())
                .isEqualTo("{\"x\":\"pa\\\"ss & word\"}");
    }
}
