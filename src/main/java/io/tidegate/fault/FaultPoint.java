package io.tidegate.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A place between two durable steps. With {@code -Dtidegate.fault=after-commit:17:FILE} the thread
 * that comes to that place for the 17th time writes FILE and stays there for ever, so that a test
 * that sees FILE can kill the process and know between which steps the kill fell.
 */
public enum FaultPoint {
    BEFORE_COMMIT,
    AFTER_COMMIT,
    BEFORE_SEND,
    AFTER_SEND,
    BEFORE_SUCCESS_RECORD,
    BEFORE_HOOK,
    BEFORE_FAILURE_RECORD,
    AFTER_KEY_FILE,
    AFTER_KEY_COMMIT,
    AFTER_ACTIVATION_COMMIT,
    AFTER_CONNECTOR_COMMIT,
    AFTER_JOB_COMMIT,
    AFTER_ERASURE_COMMIT,
    BEFORE_DAY_DROPPED,
    AFTER_DAY_DROPPED,
    AFTER_DAY_KEYS,
    AFTER_BACKFILL_READ,
    AFTER_BACKFILL_EVENTS,
    AFTER_BACKFILL_CURSOR,
    BEFORE_OFFSET_COMMIT;

    private static final @Nullable Plan PLAN = Plan.of(System.getProperty("tidegate.fault"));

    public void hit() {
        if (PLAN != null && PLAN.point == this) {
            PLAN.hit();
        }
    }

    private record Plan(FaultPoint point, AtomicInteger left, Path marker) {

        static @Nullable Plan of(@Nullable String setting) {
            if (setting == null) {
                return null;
            }
            String[] parts = setting.split(":", 3);
            FaultPoint point = valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_'));
            return new Plan(
                    point, new AtomicInteger(Integer.parseInt(parts[1])), Path.of(parts[2]));
        }

        void hit() {
            if (left.decrementAndGet() > 0) {
                return;
            }
            try {
                Files.writeString(marker, point.name());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            while (true) {
                LockSupport.park(this);
            }
        }
    }
}
