package io.tidegate.sandbox;

import io.tidegate.intake.Intake;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sample event a second, until there were {@link #MOST}. */
final class Trickle implements AutoCloseable {
    static final int MOST = 600;

    private static final Logger LOG = LoggerFactory.getLogger(Trickle.class);
    private static final long EVERY_MILLIS = 1_000;

    private final Vertx vertx;
    private final Intake intake;
    private final Clock clock;
    private final String prefix;
    private long timer = -1;
    private long sent;

    Trickle(Vertx vertx, Intake intake, Clock clock) {
        this.vertx = vertx;
        this.intake = intake;
        this.clock = clock;
        this.prefix = "sample-" + Long.toString(clock.millis() / 1_000, 36) + "-";
    }

    void start() {
        timer = vertx.setPeriodic(0, EVERY_MILLIS, tick -> next());
    }

    private void next() {
        if (sent == MOST) {
            close();
            LOG.info("the sample events have ended after {}; post your own, or start again", MOST);
            return;
        }
        intake.accept(List.of(SampleEvents.of(sent, prefix + (sent + 1), clock.instant())))
                .whenComplete(
                        (answers, refused) -> {
                            if (refused != null) {
                                LOG.warn("a sample event was not stored: {}", refused.getMessage());
                            }
                        });
        sent++;
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
