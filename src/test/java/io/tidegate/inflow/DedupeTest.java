package io.tidegate.inflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dedupe: 60s}: the same content is the same event for a while. */
class DedupeTest {
    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock("2026-11-26T10:00:00Z");

    private PostedTo open() throws Exception {
        PostedTo server = new PostedTo(folder, clock);
        server.connector("crm", new PostedTo.With().dedupe(Duration.ofSeconds(60)).entry());
        server.connector("other", new PostedTo.With().dedupe(Duration.ofSeconds(60)).entry());
        return server;
    }

    private static List<String> stored(PostedTo server) {
        return server.events().stream().map(event -> event.get("data")).toList();
    }

    @Test
    void theSameContentWithinTheTimeIsADuplicateOfTheFirst() throws Exception {
        try (PostedTo server = open()) {
            String first = server.json("crm", "{\"a\":1}", "webhook-id", "m1").body();
            clock.advance(Duration.ofSeconds(60));
            String again = server.json("crm", "{\"a\":1}", "webhook-id", "m2").body();

            assertThat(first).isEqualTo("{\"accepted\":[\"m1\"],\"duplicates\":[]}");
            assertThat(again).isEqualTo("{\"accepted\":[],\"duplicates\":[\"m1\"]}");
            assertThat(stored(server)).containsExactly("{\"a\":1}");
        }
    }

    @Test
    void theTimeRunsFromTheFirstAndIsNotProlonged() throws Exception {
        try (PostedTo server = open()) {
            server.json("crm", "{}");
            clock.advance(Duration.ofSeconds(59));
            server.json("crm", "{}");
            clock.advance(Duration.ofSeconds(2));
            server.json("crm", "{}");

            assertThat(stored(server)).containsExactly("{}", "{}");
        }
    }

    @Test
    void backToTheFormerContentWithinTheTimeIsSwallowed() throws Exception {
        try (PostedTo server = open()) {
            server.json("crm", "\"A\"");
            server.json("crm", "\"B\"");
            server.json("crm", "\"A\"");

            assertThat(stored(server)).containsExactly("\"A\"", "\"B\"");
        }
    }

    @Test
    void anotherConnectorAndOtherContentAreOtherEvents() throws Exception {
        try (PostedTo server = open()) {
            server.json("crm", "{}");
            server.json("other", "{}");
            server.json("crm", "{ }");

            assertThat(stored(server)).containsExactly("{}", "{}", "{ }");
        }
    }

    @Test
    void theTimeHoldsAcrossAStart() throws Exception {
        String first;
        try (PostedTo server = open()) {
            first = server.json("crm", "{\"a\":1}").body();
        }
        clock.advance(Duration.ofSeconds(30));
        try (PostedTo server = open()) {
            String again = server.json("crm", "{\"a\":1}").body();
            clock.advance(Duration.ofSeconds(31));
            server.json("crm", "{\"a\":1}");

            assertThat(again.replace("\"accepted\":[],\"duplicates\"", "\"accepted\""))
                    .isEqualTo(first.replace(",\"duplicates\":[]", ""));
            assertThat(stored(server)).hasSize(2);
        }
    }

    @Test
    void noMoreThanAHundredThousandContentsAreRemembered() {
        RecentContent recent = new RecentContent(60_000, clock, data -> data);
        for (int i = 0; i <= RecentContent.AT_MOST; i++) {
            recent.idOf(Integer.toString(i).getBytes(StandardCharsets.UTF_8), "first" + i);
        }

        assertThat(recent.idOf(new byte[] {'1'}, "again")).isEqualTo("first1");
        assertThat(recent.idOf(new byte[] {'0'}, "again")).isEqualTo("again");
    }
}
