package io.tidegate.inflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.ManualClock;
import io.tidegate.event.Json;
import io.tidegate.intake.Problem.Fault;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a post must look like, and what it is told if it does not. */
class PostSchemaTest {
    private static final String CONTACT =
            """
            {"type":"object","required":["id","email"],
             "properties":{"id":{"type":"integer","minimum":1},"email":{"type":"string","format":"email"},
              "tags":{"type":"array","items":{"$ref":"#/$defs/tag"}}},
             "$defs":{"tag":{"type":"string","pattern":"^[a-z]+$"}}}
            """;

    @TempDir private Path folder;

    private static List<Fault> faults(String schema, String post) throws Exception {
        return new PostSchemaCheck(new ObjectMapper().readTree(schema))
                .faults(Json.parse(post.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aPostThatFulfilsItIsAccepted() throws Exception {
        assertThat(
                        faults(
                                CONTACT,
                                "{\"id\":1,\"email\":\"a@x.example\",\"tags\":[\"a\"],\"more\":1.5}"))
                .isEmpty();
    }

    @Test
    void everyFieldThatFailedIsNamedWithItsReason() throws Exception {
        try (PostedTo server = new PostedTo(folder, new ManualClock("2026-11-26T10:00:00Z"))) {
            server.connector("crm", new PostedTo.With().schema(CONTACT).entry());

            HttpResponse<String> answer =
                    server.json(
                            "crm",
                            "{\"id\":\"x\",\"email\":\"no\",\"tags\":[\"a\",\"B\",\"c\\n\"]}");

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"type\":\"about:blank\",\"title\":\"Not accepted\",\"status\":422,\"detail\":\"this is not what contact.schema.json"
                                    + " allows; the first of it: /email: does not match the email pattern\",\"errors\":["
                                    + "{\"pointer\":\"/email\",\"detail\":\"does not match the email pattern\"},"
                                    + "{\"pointer\":\"/id\",\"detail\":\"string found, integer expected\"},"
                                    + "{\"pointer\":\"/tags/1\",\"detail\":\"does not match the regex pattern ^[a-z]+$\"},"
                                    + "{\"pointer\":\"/tags/2\",\"detail\":\"does not match the regex pattern ^[a-z]+$\"}]}");
            assertThat(server.events()).isEmpty();
            assertThat(server.counted).containsExactly("crm schema");
            assertThat(server.json("crm", "{\"id\":1,\"email\":\"a@x.example\"}").statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void aNewVersionOfTheSchemaCountsAtOnce() throws Exception {
        try (PostedTo server = new PostedTo(folder, new ManualClock("2026-11-26T10:00:00Z"))) {
            server.connector("crm", new PostedTo.With().schema("{\"type\":\"object\"}").entry());
            assertThat(server.json("crm", "[]").statusCode()).isEqualTo(422);

            server.connector("crm", new PostedTo.With().schema("{\"type\":\"array\"}").entry());

            assertThat(server.json("crm", "[]").statusCode()).isEqualTo(202);
        }
    }

    @Test
    void whatIsMissingIsNamedAtItsObject() throws Exception {
        assertThat(faults(CONTACT, "{\"id\":1}"))
                .containsExactly(new Fault("", "required property 'email' not found"));
    }

    @Test
    void noMoreThanAHundredFaultsAreTold() throws Exception {
        String many =
                IntStream.range(0, 500).mapToObj(i -> "\"X\"").collect(Collectors.joining(","));

        List<Fault> faults =
                faults(CONTACT, "{\"id\":1,\"email\":\"a@x.example\",\"tags\":[" + many + "]}");

        assertThat(faults).hasSize(101);
        assertThat(faults.get(100))
                .isEqualTo(new Fault("", "500 places are wrong; these are the first 100"));
    }

    @Test
    @Timeout(20)
    void aPostWithFaultsEverywhereEndsTheCheck() {
        String many = "[" + "1,".repeat(1_000_000) + "1]";

        assertThatThrownBy(() -> faults("{\"items\":{\"type\":\"string\"}}", many))
                .hasMessage("the schema finds more than 100000 places to tell of");
    }

    @Test
    @Timeout(20)
    void aPatternCannotHoldAThread() {
        String evil = "\"" + "a".repeat(5_000) + "!\"";

        assertThatThrownBy(() -> faults("{\"pattern\":\"^(.*a){12}$\"}", evil))
                .hasMessage("a pattern of the schema takes more than 20 million steps on it");
    }

    @Test
    void noLongValueOfThePostIsSaidBack() throws Exception {
        String key = "k".repeat(500);

        List<Fault> faults =
                faults(
                        "{\"additionalProperties\":{\"enum\":[\"" + "v".repeat(500) + "\"]}}",
                        "{\"" + key + "\":\"" + "w".repeat(500) + "\"}");

        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).pointer()).hasSizeLessThan(110).endsWith("…");
        assertThat(faults.get(0).detail()).hasSizeLessThan(310).doesNotContain("w".repeat(20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\":\"http://127.0.0.1:1/x.json\"}",
                "{\"$ref\":\"file:///etc/hostname\"}",
                "{\"$ref\":\"classpath:application.properties\"}",
                "{\"$ref\":\"other.json\"}"
            })
    void nothingIsFetchedForAReference(String schema) {
        assertThatThrownBy(() -> faults(schema, "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the schema cannot be used: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://json-schema.org/draft-07/schema#",
                "https://json-schema.org/draft/2019-09/schema",
                "https://json-schema.org/draft/2020-12/schema"
            })
    void aSchemaMayNameItsDraft(String draft) throws Exception {
        String schema = "{\"$schema\":\"" + draft + "\",\"type\":\"object\"}";

        assertThat(faults(schema, "{}")).isEmpty();
        assertThat(faults(schema, "1")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"pattern\":\"(\"}", "{\"$ref\":\"#/$defs/none\"}"})
    void aSchemaThatCannotBeUsedSaysSo(String schema) {
        assertThatThrownBy(() -> faults(schema, "\"x\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the schema cannot be used: ");
    }
}
