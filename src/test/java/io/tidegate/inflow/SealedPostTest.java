package io.tidegate.inflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored of a post with a password: all of it but the password. */
class SealedPostTest {
    private static final String SEALED = "\\{\\{sealed:[^}]+}}";

    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock("2026-11-26T10:00:00Z");

    private PostedTo open(String... places) throws Exception {
        PostedTo server = new PostedTo(folder, clock);
        PostedTo.With with = new PostedTo.With().dedupe(Duration.ofSeconds(60));
        for (String place : places) {
            with.sealed(place);
        }
        server.connector("crm", with.entry());
        return server;
    }

    private static String stored(PostedTo server) {
        return server.events().get(0).get("data").replaceAll(SEALED, "#");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"pw":"Horse-9","again":"Horse-9","name":"Ann"} | {"pw":"#","again":"#","name":"Ann"}
                    {"pw":"","name":"","phone":"","n":0}            | {"pw":"","name":"","phone":"","n":0}
                    {"pw":42,"age":42,"list":[42,41],"n":1.50}      | {"pw":"#","age":42,"list":[42,41],"n":1.50}
                    {"pw":1234567890123,"id":1234567890123}         | {"pw":"#","id":1234567890123}
                    {"pw":1.50,"price":1.50}                        | {"pw":"#","price":1.50}
                    {"pw":42,"again":"42","name":"4"}               | {"pw":"#","again":"#","name":"4"}
                    {"pw":true,"vip":true,"none":null}              | {"pw":true,"vip":true,"none":null}
                    {"name":""}                                     | {"name":""}
                    """)
    void aTextIsSealedWhereverItStandsAndANumberWhereItIsMappedAlone(String post, String kept)
            throws Exception {
        try (PostedTo server = open("$.data.pw")) {
            assertThat(server.json("crm", post).statusCode()).isEqualTo(202);

            assertThat(stored(server)).isEqualTo(kept);
        }
    }

    @Test
    void aNumberIsFoundByAPathWithAFilterToo() throws Exception {
        try (PostedTo server = open("$.data.all[?(@.age == 7)].pin")) {
            server.json("crm", "{\"all\":[{\"age\":7,\"pin\":7},{\"age\":8,\"pin\":7}],\"n\":7}");

            assertThat(stored(server))
                    .isEqualTo(
                            "{\"all\":[{\"age\":7,\"pin\":\"#\"},{\"age\":8,\"pin\":7}],\"n\":7}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pw\":\"Horse-9\",\"n\":1.50}",
                "{\"pw\":42,\"age\":42}",
                "{\"pw\": 1e5 , \"n\": 1e5}",
                "{\"pw\":\"\",\"name\":\"\"}",
                "{\"pw\":\"\\ud800\",\"n\":\"\\u00e4\\ud800\"}",
                "{ \"name\": \"no password\" }"
            })
    void theSameContentIsADuplicateBeforeAndAfterAStart(String post) throws Exception {
        try (PostedTo server = open("$.data.pw")) {
            server.json("crm", post, "webhook-id", "m1");

            assertThat(server.json("crm", post, "webhook-id", "m2").body()).contains("[\"m1\"]");
        }
        try (PostedTo server = open("$.data.pw")) {
            assertThat(server.json("crm", post, "webhook-id", "m3").body())
                    .isEqualTo("{\"accepted\":[],\"duplicates\":[\"m1\"]}");
            assertThat(server.events()).hasSize(1);
        }
    }

    @Test
    void anotherPasswordIsAnotherEvent() throws Exception {
        try (PostedTo server = open("$.data.pw")) {
            server.json("crm", "{\"pw\":\"Horse-9\"}");
            server.json("crm", "{\"pw\":\"Horse-10\"}");

            assertThat(server.events()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"a\":{\"b/c\":[1,\"{{sealed:AAAA}}\"]}}', /a/b~1c/1",
        "'{\"pw\":\" {{sealed:AAAA}} \"}', /pw",
        "'{\"pw\":\"x {{sealed:\"}', /pw"
    })
    void aTextThatLooksSealedIsRefused(String post, String pointer) throws Exception {
        for (String place : new String[] {"$.data.pw", ""}) {
            try (PostedTo server = place.isEmpty() ? open() : open(place)) {
                HttpResponse<String> answer = server.json("crm", post);

                assertThat(answer.statusCode()).isEqualTo(422);
                assertThat(answer.body())
                        .contains("\"pointer\":\"" + pointer + "\"")
                        .contains("a text that holds {{sealed: is not taken from outside")
                        .doesNotContain("AAAA");
                assertThat(server.events()).isEmpty();
                assertThat(server.counted).containsExactly("crm content");
            }
        }
    }
}
