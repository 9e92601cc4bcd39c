package io.tidegate.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.crash.BodyReceiver.Answer;
import io.tidegate.crash.BodyReceiver.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that encrypts payloads and is killed with accepted events on its hands: the disk never
 * has their words in clear, and the next start reads them.
 */
class EncryptedCrashIT {
    private static final String PLANTED = "Planted-7731";
    private static final String EVENT =
            "[{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/test\",\"type\":\"a.b\",\"data\":{\"name\":\""
                    + PLANTED
                    + "\"}}]";
    private static final Answer FINE = new Answer(200, "{}");

    @TempDir Path folder;

    private final BodyReceiver party = new BodyReceiver(sent -> FINE);

    @AfterEach
    void close() {
        party.close();
    }

    private KilledOnce run() throws Exception {
        TidegateProcess.Start start =
                TidegateProcess.Start.in(folder).with(Map.of("TIDEGATE_ENCRYPT_PAYLOADS", "true"));
        return new KilledOnce(
                start,
                """
                - outflow:
                    id: crm
                    on: [a.b]
                    retry: { attempts: 3, delay: 3s }
                    mapping: { name: $.data.name }
                    to: %s
                """
                        .formatted(party.url("/contacts/{name}")));
    }

    /** Before its request, with it on the wire, and with an answer that is not recorded. */
    @ParameterizedTest
    @ValueSource(strings = {"before-send:1", "after-send:1", "before-success-record:1"})
    void anAcceptedEventIsReadAndDeliveredByTheNextStart(String place) throws Exception {
        KilledOnce run = run();
        run.killedAt(place, process -> KilledOnce.post(process, EVENT));
        int before = party.all().size();
        assertThat(run.statuses()).isEqualTo("pending 1");
        assertNothingInClear();

        try (TidegateProcess next = run.next()) {
            await().atMost(KilledOnce.LONG).until(() -> run.statuses().equals("delivered 1"));
            assertThat(party.all()).hasSize(before + 1);
            assertThatAllSaidTheSame();
            assertThat(KilledOnce.get(next, "/api/events/e1")).contains(PLANTED);
            assertNothingInClear();
        }
        assertNothingInClear();
    }

    @Test
    void aRequestThatWaitsForItsRetryIsRepeatedAsItWasByTheNextStart() throws Exception {
        KilledOnce run = run();
        party.behave(sent -> new Answer(503, "not now, " + PLANTED));
        run.killedAt("before-failure-record:2", process -> KilledOnce.post(process, EVENT));
        assertThat(run.statuses()).isEqualTo("waiting 1");
        assertThat(run.rows("SELECT count(*) FROM attempt")).isEqualTo("1");
        assertNothingInClear();

        party.behave(sent -> new Answer(400, "never, " + PLANTED));
        try (TidegateProcess next = run.next()) {
            await().atMost(KilledOnce.LONG).until(() -> run.statuses().equals("failed 1"));
            assertThatAllSaidTheSame();
            String id = run.rows("SELECT id FROM failed_query");
            assertThat(KilledOnce.get(next, "/api/failed-queries/" + id))
                    .contains("{\\\"name\\\":\\\"" + PLANTED + "\\\"}", "never, " + PLANTED);
            assertNothingInClear();
        }
        assertNothingInClear();
    }

    private void assertThatAllSaidTheSame() {
        List<Sent> all = party.all();
        assertThat(all)
                .isNotEmpty()
                .allMatch(sent -> sent.equals(all.get(0)))
                .allMatch(sent -> sent.uri().equals("/contacts/" + PLANTED))
                .allMatch(sent -> sent.body().equals("{\"name\":\"" + PLANTED + "\"}"));
    }

    private void assertNothingInClear() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).anyMatch(file -> file.endsWith("tidegate.db"));
            for (Path file : all) {
                assertThat(Files.readString(file, ISO_8859_1).contains(PLANTED))
                        .as("%s holds it", file)
                        .isFalse();
            }
        }
    }
}
