package io.tidegate;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.PollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How every {@code await()} waits: it looks soon, then less often, and gives up only where a busy
 * machine would have come to it long ago.
 */
public final class Patience implements BeforeAllCallback {
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final Duration FIRST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMillis(100);

    @Override
    public void beforeAll(ExtensionContext context) {
        PollInterval slower =
                (polls, last) -> {
                    Duration next = last.plus(last);
                    return next.compareTo(LONGEST) < 0 ? next : LONGEST;
                };
        Awaitility.setDefaultTimeout(ENOUGH);
        Awaitility.setDefaultPollDelay(FIRST);
        Awaitility.setDefaultPollInterval(slower);
    }
}
