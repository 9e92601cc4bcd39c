package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.crash.BodyReceiver.Answer;
import io.tidegate.crash.BodyReceiver.Sent;
import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed around the one request of many records: each of them ends, and what was
 * recorded of one is true whatever became of the others.
 */
class BatchCrashIT {
    private static final int SIZE = 5;

    @TempDir Path folder;

    private final BodyReceiver party = new BodyReceiver(BatchCrashIT::takes);

    @AfterEach
    void close() {
        party.close();
    }

    private KilledOnce run() throws Exception {
        return new KilledOnce(
                TidegateProcess.Start.in(folder),
                """
                - outflow:
                    id: rows
                    on: [a.row]
                    retry: { attempts: 3, delay: 1s }
                    mapping: { name: $.data.name }
                    to: %s
                    batch:
                      size: 5
                      within: 3s
                      in: rows
                      outcomes: { at: $.results, success: "$[?(@.ok == true)]", error: $.why }
                """
                        .formatted(party.url("/rows")));
    }

    @Test
    void aBatchThatWasNotSentIsSentByTheNextStartOnce() throws Exception {
        KilledOnce run = run();
        run.killedAt("before-send:1", process -> KilledOnce.post(process, events()));
        assertThat(party.all()).isEmpty();
        assertThat(run.statuses()).isEqualTo("pending 5");

        try (TidegateProcess next = run.next()) {
            allAreDelivered(run);
            assertThat(arrivals()).isEqualTo(each(1));
            assertThat(party.all()).as("in one request again").hasSize(1);
        }
    }

    @Test
    void ofABatchWhoseAnswerIsLostEachRecordIsSentOnceMore() throws Exception {
        KilledOnce run = run();
        party.behave(sent -> null);
        run.killedAt("after-send:1", process -> KilledOnce.post(process, events()));
        await().atMost(KilledOnce.LONG).until(() -> party.all().size() == 1);
        assertThat(run.statuses()).isEqualTo("pending 5");
        assertThat(run.rows("SELECT count(*) FROM attempt")).isEqualTo("0");

        party.behave(BatchCrashIT::takes);
        try (TidegateProcess next = run.next()) {
            allAreDelivered(run);
            assertThat(arrivals()).isEqualTo(each(2));
            assertThat(attempts(run)).isEqualTo("1 1 1 1 1");
        }
    }

    @Test
    void recordsWhoseOutcomeIsRecordedAreNotSentAgainWithTheOthers() throws Exception {
        KilledOnce run = run();
        run.killedAt(
                "before-success-record:3",
                process -> {
                    KilledOnce.post(process, events());
                    await("two of five")
                            .atMost(KilledOnce.LONG)
                            .until(() -> run.statuses().equals("delivered 2 pending 3"));
                });
        assertThat(run.statuses()).isEqualTo("delivered 2 pending 3");
        assertThat(arrivals()).isEqualTo(each(1));

        try (TidegateProcess next = run.next()) {
            allAreDelivered(run);
            Map<String, Long> arrived = arrivals();
            assertThat(arrived.values().stream().filter(times -> times == 2)).hasSize(3);
            assertThat(arrived.values().stream().filter(times -> times == 1)).hasSize(2);
        }
    }

    @Test
    void aRefusalThatIsNotRecordedDoesNotCountAndTheOthersOutcomeStands() throws Exception {
        KilledOnce run = run();
        party.behave(BatchCrashIT::takesAllButTheThird);
        run.killedAt(
                "before-failure-record:1",
                process -> {
                    KilledOnce.post(process, events());
                    await("those before it")
                            .atMost(KilledOnce.LONG)
                            .until(() -> run.statuses().contains("delivered"));
                });
        assertThat(run.rows("SELECT count(*) FROM attempt WHERE error IS NOT NULL")).isEqualTo("0");
        long recorded =
                Long.parseLong(
                        run.rows("SELECT count(*) FROM delivery WHERE status = 'delivered'"));

        party.behave(BatchCrashIT::takes);
        try (TidegateProcess next = run.next()) {
            allAreDelivered(run);
            assertThat(arrivals().values().stream().filter(times -> times == 1))
                    .hasSize((int) recorded);
            assertThat(attempts(run)).isEqualTo("1 1 1 1 1");
            assertThat(run.rows("SELECT count(*) FROM failed_query")).isEqualTo("0");
        }
    }

    private static void allAreDelivered(KilledOnce run) {
        await().atMost(KilledOnce.LONG).until(() -> run.statuses().equals("delivered " + SIZE));
    }

    private static String attempts(KilledOnce run) {
        return run.rows("SELECT attempts FROM delivery ORDER BY id");
    }

    private static String events() {
        return IntStream.range(0, SIZE)
                .mapToObj(
                        i ->
                                "{\"specversion\":\"1.0\",\"id\":\"e%1$d\",\"source\":\"/test\",\"type\":\"a.row\",\"data\":{\"name\":\"n%1$d\"}}"
                                        .formatted(i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** By record, how often it came. */
    private Map<String, Long> arrivals() {
        return party.all().stream()
                .flatMap(sent -> names(sent).stream())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    private static Map<String, Long> each(long times) {
        return IntStream.range(0, SIZE).boxed().collect(Collectors.toMap(i -> "n" + i, i -> times));
    }

    private static List<String> names(Sent sent) {
        try {
            Map<?, ?> body = (Map<?, ?>) Json.parse(sent.body().getBytes(StandardCharsets.UTF_8));
            return ((List<?>) body.get("rows"))
                    .stream().map(row -> String.valueOf(((Map<?, ?>) row).get("name"))).toList();
        } catch (io.tidegate.event.InvalidJson e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer takes(Sent sent) {
        return answer(sent, -1);
    }

    private static Answer takesAllButTheThird(Sent sent) {
        return answer(sent, 2);
    }

    private static Answer answer(Sent sent, int refused) {
        return new Answer(
                200,
                IntStream.range(0, names(sent).size())
                        .mapToObj(
                                i ->
                                        i == refused
                                                ? "{\"ok\":false,\"why\":\"no\"}"
                                                : "{\"ok\":true}")
                        .collect(Collectors.joining(",", "{\"results\":[", "]}")));
    }
}
