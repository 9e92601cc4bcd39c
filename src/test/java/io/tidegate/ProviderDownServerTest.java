package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidegate.oidc.TestProvider;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Visitors at the door of a provider that is down. */
class ProviderDownServerTest {
    @TempDir Path folder;

    @Test
    void theyAreToldSoAndTheLogIsOnce() throws Exception {
        TestProvider provider = new TestProvider();
        provider.close();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger("io.tidegate");
        try (RunningServer server =
                new RunningServer(
                        folder,
                        "",
                        Map.of(
                                "TIDEGATE_OIDC_ISSUER",
                                provider.issuer(),
                                "TIDEGATE_OIDC_CLIENT_ID",
                                TestProvider.CLIENT,
                                "TIDEGATE_OIDC_ROLES",
                                "staff=viewer"))) {
            root.addAppender(log);
            for (int i = 0; i < 20; i++) {
                ProviderVisitor visitor =
                        new ProviderVisitor(
                                provider, "http://127.0.0.1:" + server.port(), "192.0.2.1");
                visitor.isTurnedAway(
                        visitor.get("/console/oidc"), "the provider gives no answer: ");
            }
        } finally {
            root.detachAppender(log);
        }
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .startsWith("the sign-in provider cannot be used: ");
    }
}
