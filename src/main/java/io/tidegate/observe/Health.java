package io.tidegate.observe;

import io.tidegate.event.Json;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

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

    public Report report() {
        Backlog backlog = parts.backlog().get();
        long now = clock.millis();
        long dueFor = backlog.oldestDueAt() == 0 ? 0 : now - backlog.oldestDueAt();
        boolean stuck =
                dueFor >= STUCK_MILLIS && now - parts.lastEnded().getAsLong() >= STUCK_MILLIS;
        boolean up = open && !stuck;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", up ? "up" : "down");
        if (!up) {
            body.put(
                    "reason",
                    open
                            ? "work is due for " + dueFor / 1_000 + " s and no attempt ended"
                            : "routes are not loaded, or it stops");
        }
        body.put("intake", open ? "open" : "closed");
        body.put(
                "journal",
                parts.writable().getAsBoolean()
                        ? "writable"
                        : "cannot be written, tried again by itself");
        body.put("pending", backlog.pending());
        body.put("waiting", backlog.waiting());
        body.put("degraded", parts.degraded().get());
        return new Report(up ? 200 : 503, Json.write(body));
    }
}
