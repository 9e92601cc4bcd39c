package io.tidegate.observe;

import io.tidegate.event.Json;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Red only if work was due for 60 s and no attempt ended in that time, whatever its result; or
 * before routes are loaded and intake is open. What is degraded is named at green.
 */
public final class Health {
    private static final long STUCK_MILLIS = 60_000;

    private final Parts parts;
    private final Clock clock;
    private volatile boolean open;

    /**
     * Whom it asks.
     *
     * @param degraded connectors and parts that do not do well, one line each
     */
    public record Parts(
            Supplier<Backlog> backlog,
            LongSupplier lastEnded,
            BooleanSupplier writable,
            Supplier<List<String>> degraded) {}

    /** An HTTP status and its JSON body. */
    public record Report(int status, byte[] body) {}

    public Health(Parts parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    /** Routes are loaded and intake is open. */
    public void open() {
        open = true;
    }

    public void closing() {
        open = false;
    }

    /** Why it is down; null while it is up. */
    public @Nullable String why() {
        return why(parts.backlog().get());
    }

    private @Nullable String why(Backlog backlog) {
        if (!open) {
            return "routes are not loaded, or it stops";
        }
        long now = clock.millis();
        long dueFor = backlog.oldestDueAt() == 0 ? 0 : now - backlog.oldestDueAt();
        boolean stuck =
                dueFor >= STUCK_MILLIS && now - parts.lastEnded().getAsLong() >= STUCK_MILLIS;
        return stuck ? "work is due for " + dueFor / 1_000 + " s and no attempt ended" : null;
    }

    public boolean isWritable() {
        return parts.writable().getAsBoolean();
    }

    /** What does not do well, one line each. */
    public List<String> degraded() {
        return parts.degraded().get();
    }

    public Report report() {
        Backlog backlog = parts.backlog().get();
        String why = why(backlog);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", why == null ? "up" : "down");
        if (why != null) {
            body.put("reason", why);
        }
        body.put("intake", open ? "open" : "closed");
        body.put("journal", isWritable() ? "writable" : "cannot be written, tried again by itself");
        body.put("pending", backlog.pending());
        body.put("waiting", backlog.waiting());
        body.put("degraded", degraded());
        return new Report(why == null ? 200 : 503, Json.write(body));
    }
}
