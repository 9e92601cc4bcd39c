package io.tidegate.inflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import io.tidegate.journal.JournalSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What both databases keep of refused posts. */
abstract class RefusalsContract {
    private final ManualClock clock = new ManualClock("2026-11-26T10:00:00Z");
    private PostedTo server;

    abstract JournalSettings settings() throws Exception;

    @BeforeEach
    void open() throws Exception {
        server = new PostedTo(settings(), clock, Origins.UNKNOWN, 30_000);
        server.connector("crm", new PostedTo.With().idFrom("$.data.id").entry());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String rows() {
        return server.rows(
                        "SELECT connector, reason, posts, last_at FROM inflow_refused ORDER BY connector, reason")
                .toString();
    }

    private void flush() throws Exception {
        server.rows.flush().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void postsAreCountedByConnectorAndReason() throws Exception {
        server.json("crm", "{}");
        server.json("crm", "{");
        server.json("nobody", "{}");
        server.json("nobody-either", "{}");
        assertThat(rows()).isEqualTo("[]");
        flush();
        clock.advance(Duration.ofSeconds(5));
        server.json("crm", "{}");
        flush();
        flush();

        assertThat(rows())
                .isEqualTo(
                        "[{connector=(unknown), reason=unknown, posts=2, last_at=1795687200000},"
                                + " {connector=crm, reason=content, posts=2, last_at=1795687205000},"
                                + " {connector=crm, reason=unreadable, posts=1, last_at=1795687200000}]");
        assertThat(server.events()).isEmpty();
    }

    @Test
    void whatCannotBeWrittenIsKeptForTheNextTime() throws Exception {
        server.json("crm", "{}");
        server.journal.close();

        flush();

        assertThat(server.refusals.take().values())
                .singleElement()
                .satisfies(count -> assertThat(count.posts()).isEqualTo(1));
    }
}
