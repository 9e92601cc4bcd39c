package io.tidegate.api;

import static io.tidegate.api.ApiUnderTest.json;
import static io.tidegate.failedquery.StoredDeliveries.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsApiTest {
    @TempDir Path temp;
    ApiUnderTest api;

    @BeforeEach
    void start() {
        api = new ApiUnderTest(temp, Map.of("TIDEGATE_SECRET_MAIL", "of the environment"));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpResponse<String> delete(String name) {
        return api.send("DELETE", "/api/secrets/" + name, null, ApiUnderTest.TOKEN);
    }

    @Test
    void oneIsSetListedAndDeletedWithoutItsText() {
        HttpResponse<String> set = api.put("/api/secrets/crm", "{\"text\":\"hunter2-\\n1\"}");
        assertThat(set.body())
                .isEqualTo(
                        "{\"name\":\"crm\",\"from\":\"store\",\"variable\":null,\"setAt\":\""
                                + Instant.ofEpochMilli(NOW)
                                + "\",\"setBy\":\"admin\",\"error\":null}");
        assertThat(api.secrets.secret("crm")).isEqualTo("hunter2-\n1");
        assertThat(api.get("/api/secrets").body())
                .isEqualTo(
                        "{\"items\":["
                                + set.body()
                                + ",{\"name\":\"mail\",\"from\":\"environment\",\"variable\":\"TIDEGATE_SECRET_MAIL\","
                                + "\"setAt\":null,\"setBy\":null,\"error\":null}],\"next\":null}");

        assertThat(delete("crm").body()).isEqualTo(set.body());
        assertThat(api.secrets.secret("crm")).isNull();
        assertThat(json(delete("crm"), 404)).containsEntry("detail", "there is no secret crm");
    }

    @Test
    void oneOfTheEnvironmentWinsAndItsAnswerSaysSo() {
        assertThat(json(api.put("/api/secrets/mail", "{\"text\":\"x\"}"), 200))
                .containsEntry("from", "environment")
                .containsEntry("variable", "TIDEGATE_SECRET_MAIL");
        assertThat(api.secrets.secret("mail")).isEqualTo("of the environment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"text\": hunter2}",
                "{\"text\":\"hunter2\"",
                "{\"text\":\"hunter2\",\"x\":1}",
                "{\"text\":[\"hunter2\"]}",
                "{\"value\":\"hunter2\"}",
                "hunter2"
            })
    void aBodyThatIsNoneIsRefusedAndNotSaidBack(String body) {
        HttpResponse<String> response = api.put("/api/secrets/crm", body);
        assertThat(response.statusCode()).isBetween(400, 422);
        assertThat(response.body()).contains("; nothing was set").doesNotContain("hunter2");
        assertThat(api.secrets.secret("crm")).isNull();
    }

    @Test
    void aNameOrTextThatNoneMayHaveIs422() {
        assertThat(json(api.put("/api/secrets/Crm%20A", "{\"text\":\"x\"}"), 422))
                .containsEntry(
                        "detail",
                        "the name is \"Crm A\", allowed are lower-case letters, digits and single dashes between"
                                + " them, at most 100, such as crm-token");
        assertThat(json(api.put("/api/secrets/crm", "{\"text\":\"\"}"), 422))
                .containsEntry("detail", "the text of the secret crm is empty; nothing was set");
    }

    @Test
    void noTextIsEverRead() {
        api.put("/api/secrets/crm", "{\"text\":\"x\"}");
        HttpResponse<String> read = api.get("/api/secrets/crm");
        assertThat(read.statusCode()).isEqualTo(405);
        assertThat(read.headers().firstValue("Allow")).hasValue("DELETE, PUT");
    }

    @Test
    void theMasterKeyIsChangedByOneRequest() throws Exception {
        api.put("/api/secrets/crm", "{\"text\":\"x\"}");
        String before = Files.readString(temp.resolve("master.key"));
        Map<String, Object> rotation = json(api.post("/api/master-key/rotate", "{}"), 200);
        assertThat(rotation).containsEntry("secrets", 1).containsKey("key");
        assertThat(Files.readString(temp.resolve("master.key"))).isNotEqualTo(before);
        assertThat(api.secrets.secret("crm")).isEqualTo("x");
        assertThat(api.post("/api/master-key/rotate", "{\"x\":1}").statusCode()).isEqualTo(400);
    }

    @Test
    void whatTheKeyFileLacksIsAConflictThatSaysSo() throws Exception {
        api.put("/api/secrets/crm", "{\"text\":\"x\"}");
        Files.delete(temp.resolve("master.key"));
        Files.createDirectory(temp.resolve("master.key"));
        assertThat(json(api.post("/api/master-key/rotate", ""), 409).get("detail").toString())
                .startsWith("the master key file " + temp.resolve("master.key"))
                .endsWith("; no secret was changed");
        assertThat(api.secrets.secret("crm")).isEqualTo("x");
    }
}
