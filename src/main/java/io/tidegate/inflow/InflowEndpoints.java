package io.tidegate.inflow;

import io.tidegate.connector.Verification;
import io.tidegate.event.Sealing;
import io.tidegate.intake.BodyReader;
import io.tidegate.intake.Intake;
import io.tidegate.intake.Room;
import io.tidegate.journal.SqlDatabase;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Puts the endpoints together. */
public final class InflowEndpoints {
    private static final int WORKERS = 4;

    private final Needs needs;
    private final Limits limits;
    private final Room room;

    /** Whom they ask and tell. */
    public record Needs(
            InflowConnectors connectors,
            Credentials credentials,
            Origins origins,
            Intake intake,
            Refusals refusals,
            Sealing sealing) {}

    /**
     * @param maxEventSize bytes
     * @param bodyMillis a body must be there this long after its head
     * @param room bytes of all bodies that are read or judged
     */
    public record Limits(int maxEventSize, long bodyMillis, long room, Clock clock) {
        private static final long ROOM = 128L << 20;

        /** The usual ones; room for bodies is an eighth of the memory, at most 128 MiB. */
        public Limits(int maxEventSize, Clock clock) {
            this(
                    maxEventSize,
                    BodyReader.MAX_MILLIS,
                    Math.min(ROOM, Runtime.getRuntime().maxMemory() / 8),
                    clock);
        }
    }

    public InflowEndpoints(Needs needs, Limits limits) {
        this.needs = needs;
        this.limits = limits;
        this.room = new Room(limits.room());
    }

    /** Why no post can be judged by this, and what to set; null if each can. */
    public @Nullable String unable(Verification verification) {
        try {
            new Verifier(needs.credentials(), limits.clock())
                    .judge(verification, MultiMap.caseInsensitiveMultiMap(), new byte[0]);
            return null;
        } catch (Credentials.Missing e) {
            return e.getMessage();
        }
    }

    /** {@code /inflow/{connector}}. */
    public InflowHandler posts(Vertx vertx, SqlDatabase database) {
        Clock clock = limits.clock();
        Posts posts =
                new Posts(
                        new Verifier(needs.credentials(), clock),
                        new RecentContents(new SqlRecentEvents(database), clock, needs.sealing()),
                        limits.maxEventSize(),
                        clock,
                        needs.sealing());
        return new InflowHandler(
                needs.connectors(),
                posts,
                needs.intake(),
                needs.refusals(),
                new InflowHandler.Limits(
                        limits.maxEventSize(),
                        limits.bodyMillis(),
                        room,
                        vertx.createSharedWorkerExecutor("inflow", WORKERS)));
    }

    /**
     * {@code /webhooks/loginradius}.
     *
     * @param secret that signs them; null: none is set
     */
    public LoginRadiusWebhooks webhooks(@Nullable String secret) {
        return new LoginRadiusWebhooks(
                secret,
                needs.origins(),
                needs.intake(),
                needs.refusals(),
                new LoginRadiusWebhooks.Limits(
                        limits.maxEventSize(), limits.bodyMillis(), room, limits.clock()));
    }
}
