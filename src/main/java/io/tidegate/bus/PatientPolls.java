package io.tidegate.bus;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.component.kafka.PollExceptionStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A poll that fails is made again, after a moment, for ever. Camel's own ways skip a record, or end
 * for good when the broker does not know the client for once.
 */
final class PatientPolls implements PollExceptionStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(PatientPolls.class);
    private static final long PAUSE_SECONDS = 2;

    private volatile @Nullable String last;

    @Override
    public boolean canContinue() {
        return true;
    }

    @Override
    public void handle(long partitionLastOffset, Exception exception) {
        String now = exception.getClass().getSimpleName() + ": " + exception.getMessage();
        if (!now.equals(last)) {
            LOG.warn("Kafka gives nothing, asked again every {} s: {}", PAUSE_SECONDS, now);
            last = now;
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(PAUSE_SECONDS));
    }
}
