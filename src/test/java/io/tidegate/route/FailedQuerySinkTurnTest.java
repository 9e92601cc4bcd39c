package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.failedquery.FailedQuery;
import io.tidegate.failedquery.SinkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sink that is down, and a queue that is away, turn by turn. */
class FailedQuerySinkTurnTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Queue queue = new Queue();
    private final List<Object> got = new ArrayList<>();
    private long refused = -1;
    private FailedQuerySink sink;

    /** As the journal keeps it: rows stay until they are taken. */
    private static final class Queue implements SinkQueue {
        final List<FailedQuery> rows = new ArrayList<>();
        boolean unwritable;
        int commits;

        @Override
        public List<FailedQuery> next(int limit) {
            return rows.stream().limit(limit).toList();
        }

        @Override
        public void taken(List<FailedQuery> taken) {
            if (unwritable) {
                throw new IllegalStateException("no room on the disk");
            }
            commits++;
            rows.removeAll(taken);
        }

        @Override
        public void clear() {
            rows.clear();
        }
    }

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from("direct:sink")
                                .process(
                                        exchange -> {
                                            Object id =
                                                    exchange.getMessage()
                                                            .getBody(Map.class)
                                                            .get("id");
                                            if (id.equals(refused)) {
                                                throw new IllegalStateException("sink is full");
                                            }
                                            got.add(id);
                                        });
                    }
                });
        context.start();
        sink = FailedQuerySink.stepped(queue, "direct:sink", context);
        for (long id = 1; id <= 3; id++) {
            queue.rows.add(row(id));
        }
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private static FailedQuery row(long id) {
        return new FailedQuery(
                id,
                new FailedQuery.Origin(id, "crm", "e" + id, "Register", null),
                "mapping",
                null,
                new FailedQuery.Outcome(null, null, "no", 0, null, Instant.EPOCH),
                new FailedQuery.Resolution(FailedQuery.State.OPEN, null, null));
    }

    @Test
    void allRowsOfATurnAreTakenOffInOneCommit() {
        assertThat(sink.turn()).isZero();
        assertThat(got).containsExactly(1L, 2L, 3L);
        assertThat(queue.commits).isEqualTo(1);
        assertThat(sink.turn()).isEqualTo(Duration.ofMillis(500));
        assertThat(sink.problem()).isEmpty();
    }

    @Test
    void theOneThatItDoesNotTakeAndAllAfterItWaitAndComeInOrder() {
        refused = 2;
        assertThat(sink.turn()).isEqualTo(Duration.ofMillis(500));
        assertThat(got).containsExactly(1L);
        assertThat(queue.rows).extracting(FailedQuery::id).containsExactly(2L, 3L);
        assertThat(sink.problem())
                .containsExactly(
                        "the failed-query sink takes no rows: they wait in the journal, the log says why");

        refused = -1;
        sink.turn();
        assertThat(got).containsExactly(1L, 2L, 3L);
        assertThat(sink.problem()).isEmpty();
    }

    @Test
    void theLongerItIsDownTheLongerIsThePauseUpToHalfAMinute() {
        refused = 1;
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            pauses.add(sink.turn().toMillis());
        }
        assertThat(pauses)
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
        refused = -1;
        sink.turn();
        refused = 4;
        queue.rows.add(row(4));
        assertThat(sink.turn()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void whatItHasIsNotSentAgainWhileTheJournalCannotBeWritten() {
        queue.unwritable = true;
        assertThat(sink.turn()).isEqualTo(Duration.ofMillis(500));
        assertThat(sink.turn()).isEqualTo(Duration.ofMillis(1_000));
        assertThat(got).containsExactly(1L, 2L, 3L);
        assertThat(sink.problem())
                .containsExactly(
                        "the queue of the failed-query sink is away: they wait in the journal, the log says why");

        queue.unwritable = false;
        sink.turn();
        assertThat(queue.rows).isEmpty();
        assertThat(got).containsExactly(1L, 2L, 3L);
    }
}
