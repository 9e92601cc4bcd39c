package io.tidegate;

import static io.tidegate.RunningServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Camel's YAML knows a route without {@code route:} too; one from {@code trigger:} is a connector.
 */
class RootFromTest {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger camel = (Logger) LoggerFactory.getLogger("org.apache.camel");

    @TempDir private Path folder;

    @BeforeEach
    void listen() {
        log.start();
        camel.addAppender(log);
    }

    @AfterEach
    void forget() {
        camel.detachAppender(log);
    }

    @Test
    void theEventsThatItSendsAreStored() throws Exception {
        String yaml =
                """
                - from:
                    uri: direct:from-elsewhere
                    steps:
                      - to: "events:"
                """;
        try (RunningServer server = new RunningServer(folder, yaml, Map.of())) {
            server.camel()
                    .createProducerTemplate()
                    .sendBody("direct:from-elsewhere", event("1", "a.b", "1"));

            assertThat(server.rows("SELECT id FROM event")).containsExactly("1");
        }
    }

    @Test
    void itsFailureIsAFailedQueryAndNothingInCamelsLog() throws Exception {
        String yaml =
                """
                - from:
                    uri: trigger:bare
                    parameters: { on: a.b }
                    steps:
                      - throwException: { exceptionType: java.io.IOException, message: it is down }
                """;
        try (RunningServer server = new RunningServer(folder, yaml, Map.of())) {
            RouteDefinition route = (RouteDefinition) server.camel().getRoutes().get(0).getRoute();
            assertThat(route.getRouteConfigurationId()).isEqualTo("tidegate");

            assertThat(server.post(event("1", "a.b", "1")).status()).isEqualTo(202);

            await().until(
                            () -> server.rows("SELECT error FROM failed_query"),
                            rows -> rows.equals(List.of("it is down")));
        }
        assertThat(List.copyOf(log.list)).isNotEmpty();
        assertThat(List.copyOf(log.list))
                .noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
    }
}
