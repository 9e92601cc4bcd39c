package io.tidegate.inflow;

import io.tidegate.intake.BodyReader;
import io.tidegate.intake.Intake;
import io.tidegate.journal.SqlDatabase;
import io.vertx.core.Vertx;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Puts the endpoints together. */
public final class InflowEndpoints {
    private static final int WORKERS = 4;

    private final Needs needs;
    private final Limits limits;

    /** Whom they ask and tell. */
    public record Needs(
            InflowConnectors connectors,
            Credentials credentials,
            Origins origins,
            Intake intake,
            Refusals refusals) {}

    /**
     * @param maxEventSize bytes
     * @param bodyMillis a body must be there this long after its head
     */
    public record Limits(int maxEventSize, long bodyMillis, Clock clock) {
        public Limits(int maxEventSize, Clock clock) {
            this(maxEventSize, BodyReader.MAX_MILLIS, clock);
        }
    }

    public InflowEndpoints(Needs needs, Limits limits) {
        this.needs = needs;
        this.limits = limits;
    }

    /** {@code /inflow/{connector}}. */
    public InflowHandler posts(Vertx vertx, SqlDatabase database) {
        Clock clock = limits.clock();
        Posts posts =
                new Posts(
                        new Verifier(needs.credentials(), clock),
                        new RecentContents(new SqlRecentEvents(database), clock),
                        limits.maxEventSize(),
                        clock);
        return new InflowHandler(
                needs.connectors(),
                posts,
                needs.intake(),
                needs.refusals(),
                new InflowHandler.Limits(
                        limits.maxEventSize(),
                        limits.bodyMillis(),
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
                        limits.maxEventSize(), limits.bodyMillis(), limits.clock()));
    }
}
