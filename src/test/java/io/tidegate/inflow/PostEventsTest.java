package io.tidegate.inflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How posts and their items become events: ids, subjects, times. */
class PostEventsTest {
    @TempDir private Path folder;
    private PostedTo server;

    @BeforeEach
    void open() throws Exception {
        server = new PostedTo(folder, new ManualClock("2026-11-26T10:00:00Z"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void connector(PostedTo.With with) {
        server.connector("crm", with.entry());
    }

    private List<String> of(String column) {
        return server.events().stream().map(event -> event.get(column)).toList();
    }

    private void refused(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.body()).contains(detail);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(server.events()).isEmpty();
    }

    @Test
    void anEventSaysWhereItCameFromAndWhen() throws Exception {
        connector(new PostedTo.With().idFrom("$.data.id").subject("$.data.email"));

        server.json("crm", "{\"id\":\"e1\",\"email\":\" Ada@X.example \"}");

        assertThat(server.events().get(0))
                .containsEntry("id", "e1")
                .containsEntry("source", "/inflow/crm")
                .containsEntry("type", "inflow.crm")
                .containsEntry("subject", "Ada@X.example")
                .containsEntry("time", "2026-11-26T10:00:00Z")
                .containsEntry("origin", "crm");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"a b\"', a b",
        "17, 17",
        "12345678901234567890, 12345678901234567890",
        "1.50, 1.50"
    })
    void theIdIsATextOrANumberOfThePost(String json, String id) throws Exception {
        connector(new PostedTo.With().idFrom("$.data.id"));

        assertThat(server.json("crm", "{\"id\":" + json + "}").body())
                .isEqualTo("{\"accepted\":[\"" + id + "\"],\"duplicates\":[]}");
    }

    @ParameterizedTest
    @CsvSource({"null, nothing", "true, a boolean", "{}, an object", "[], a list"})
    void anIdThatIsNoneIs422(String json, String seen) throws Exception {
        connector(new PostedTo.With().idFrom("$.data.id"));

        refused(
                server.json("crm", "{\"id\":" + json + "}"),
                422,
                "the connector takes an event's id from $.data.id, which must hold a text or a number, seen: "
                        + seen);
        refused(server.json("crm", "{}"), 422, "seen: nothing");
        assertThat(server.counted).containsExactly("crm content", "crm content");
    }

    @Test
    void anIdThatCloudEventsDoesNotAllowIs422() throws Exception {
        connector(new PostedTo.With().idFrom("$.data.id"));

        refused(server.json("crm", "{\"id\":\"\"}"), 422, "1 to 1000 characters, seen: none");
        refused(
                server.json("crm", "{\"id\":\"" + "x".repeat(1_001) + "\"}"),
                422,
                "an event's id has 1 to 1000 characters, seen: 1001");
        refused(
                server.json("crm", "{\"id\":\"a\\u0000b\"}"),
                422,
                "the attribute \\\"id\\\" holds a control character (U+0000) at character 2");
        refused(
                server.json("crm", "{\"id\":\"a\\ud800b\"}"),
                422,
                "the attribute \\\"id\\\" holds a lone surrogate (U+D800) at character 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "Idempotency-Key"})
    void theSendersIdHeaderIsTheIdAndItsRepeatADuplicate(String header) throws Exception {
        connector(new PostedTo.With());

        assertThat(server.json("crm", "{}", header, "m1").body())
                .isEqualTo("{\"accepted\":[\"m1\"],\"duplicates\":[]}");
        assertThat(server.json("crm", "{}", header, "m1").body())
                .isEqualTo("{\"accepted\":[],\"duplicates\":[\"m1\"]}");
    }

    @Test
    void theIdOfThePostGoesBeforeTheHeader() throws Exception {
        connector(new PostedTo.With().idFrom("$.data.id"));

        server.json("crm", "{\"id\":\"own\"}", "webhook-id", "m1");

        assertThat(of("id")).containsExactly("own");
    }

    @Test
    void anIdHeaderThatStandsTwiceIs422() throws Exception {
        connector(new PostedTo.With());

        refused(
                server.json("crm", "{}", "webhook-id", "a", "webhook-id", "b"),
                422,
                "the header webhook-id stands 2 times");
    }

    @Test
    void withoutAnIdARepeatIsAnotherEvent() throws Exception {
        connector(new PostedTo.With());

        server.json("crm", "{}");
        server.json("crm", "{}");

        assertThat(of("id")).hasSize(2).doesNotHaveDuplicates();
        assertThat(of("subject")).containsOnly("null");
    }

    @Test
    void theSubjectIsTheFirstPathThatHasAValue() throws Exception {
        connector(
                new PostedTo.With()
                        .subject("$.data.email")
                        .subject("$.data.phones[0]")
                        .subject("$.data.id"));

        server.json("crm", "{\"email\":\"  \",\"phones\":[],\"id\":7}");
        server.json("crm", "{\"email\":null,\"phones\":[\"+1\"],\"id\":7}");

        assertThat(of("subject")).containsExactly("7", "+1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.data.contacts", "$.data.contacts[*]"})
    void eachItemIsAnEvent(String path) throws Exception {
        connector(new PostedTo.With().items(path).idFrom("$.data.id").subject("$.data.email"));

        HttpResponse<String> answer =
                server.json(
                        "crm",
                        "{\"contacts\":[{\"id\":1,\"email\":\"a\"},{\"id\":2,\"email\":\"b\"},{\"id\":1,\"email\":\"c\"}]}");

        assertThat(answer.body()).isEqualTo("{\"accepted\":[\"1\",\"2\"],\"duplicates\":[\"1\"]}");
        assertThat(of("data"))
                .containsExactly("{\"id\":1,\"email\":\"a\"}", "{\"id\":2,\"email\":\"b\"}");
        assertThat(of("subject")).containsExactly("a", "b");
    }

    @Test
    void itemsWithoutAnIdAreNumberedUnderTheSendersId() throws Exception {
        connector(new PostedTo.With().items("$.data"));

        assertThat(server.json("crm", "[{},{}]", "webhook-id", "m1").body())
                .isEqualTo("{\"accepted\":[\"m1.1\",\"m1.2\"],\"duplicates\":[]}");
    }

    @Test
    void oneWrongItemRefusesAllAndIsNamed() throws Exception {
        connector(new PostedTo.With().items("$.data").idFrom("$.data.id"));

        refused(
                server.json("crm", "[{\"id\":1},{}]"),
                422,
                "item 2: the connector takes an event's id from $.data.id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.data.contacts", "$.data.contacts[*]"})
    void noItemsAreFineAndNoListIsNot(String path) throws Exception {
        connector(new PostedTo.With().items(path));

        assertThat(server.json("crm", "{\"contacts\":[]}").body())
                .isEqualTo("{\"accepted\":[],\"duplicates\":[]}");
        refused(
                server.json("crm", "{\"contact\":[{}]}"),
                422,
                "the connector takes the items at " + path + ", where this post has nothing");
    }

    @Test
    void moreThanAThousandItemsAre413() throws Exception {
        connector(new PostedTo.With().items("$.data"));
        String thousand =
                IntStream.range(0, 1_000)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","));

        refused(
                server.json("crm", "[" + thousand + ",1]"),
                413,
                "a post has at most 1000 items, seen: 1001");
        assertThat(server.json("crm", "[" + thousand + "]").statusCode()).isEqualTo(202);
        assertThat(server.events()).hasSize(1_000);
    }

    @Test
    void anItemMayBeAsLargeAsAnEventAndAPostOfItemsLarger() throws Exception {
        connector(new PostedTo.With().items("$.data"));
        String item = "\"" + "x".repeat(PostedTo.MAX_EVENT - 2) + "\"";

        assertThat(server.json("crm", "[" + item + "," + item + "]").statusCode()).isEqualTo(202);
        HttpResponse<String> answer = server.json("crm", "[1,\"x" + item.substring(1) + "]");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body())
                .contains("item 2: an event has at most 16384 bytes of data, seen: 16385");
    }

    @Test
    void aPathThatScansIsBoundedNotTrusted() throws Exception {
        connector(new PostedTo.With().idFrom("$..[?(@.k =~ /(a+)+b/)].id"));
        String evil = "{\"k\":\"" + "a".repeat(5_000) + "\",\"id\":\"1\"}";

        HttpResponse<String> answer = server.json("crm", "[" + evil + "]");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("million steps");
    }
}
