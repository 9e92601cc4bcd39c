package io.tidegate;

import io.tidegate.config.Settings;
import io.tidegate.connector.Connector;
import io.tidegate.connector.Template;
import io.tidegate.delivery.StageFailed;
import io.tidegate.inflow.Credentials;
import io.tidegate.inflow.Inbound;
import io.tidegate.inflow.InflowConnectors;
import io.tidegate.inflow.InflowEndpoints;
import io.tidegate.inflow.Origins;
import io.tidegate.inflow.Refusals;
import io.tidegate.inflow.SqlRefusals;
import io.tidegate.intake.Intake;
import io.tidegate.intake.WebServer;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.observe.Metrics;
import io.tidegate.route.Entrance;
import io.tidegate.route.References;
import io.tidegate.route.Roster;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What third parties post, and LoginRadius' webhooks: their endpoints, and the count of what they
 * refuse.
 */
final class Inflows implements AutoCloseable {
    private static final long FLUSH_MILLIS = 2_000;
    private static final long LAST_FLUSH_SECONDS = 5;

    private final Roster roster;
    private final References references;
    private final Vertx vertx;
    private final SqlDatabase database;
    private final InflowEndpoints endpoints;
    private final SqlRefusals rows;
    private final @Nullable String webhookSecret;
    private final long timer;

    /** What the server has by then. */
    record Parts(
            Vertx vertx, SqlDatabase database, SqlJournal journal, Metrics metrics, Clock clock) {}

    Inflows(Settings settings, Parts parts, Roster roster, References references, Intake intake) {
        this(settings, parts, roster, references, intake, Origins.UNKNOWN);
    }

    /**
     * @param origins whose changes webhooks tell of
     */
    Inflows(
            Settings settings,
            Parts parts,
            Roster roster,
            References references,
            Intake intake,
            Origins origins) {
        this.roster = roster;
        this.references = references;
        this.vertx = parts.vertx();
        this.database = parts.database();
        Refusals refusals = new Refusals(parts.metrics()::refused, parts.clock());
        this.rows = new SqlRefusals(refusals, parts.journal());
        this.webhookSecret =
                settings.webhookSecret() != null
                        ? settings.webhookSecret()
                        : settings.identitySecret();
        this.endpoints =
                new InflowEndpoints(
                        new InflowEndpoints.Needs(
                                connectors(),
                                this::text,
                                origins,
                                intake,
                                refusals,
                                references.sealing()),
                        new InflowEndpoints.Limits(settings.maxEventSize(), parts.clock()));
        this.timer = vertx.setPeriodic(FLUSH_MILLIS, now -> rows.flush());
    }

    /** Each door of the server's port, these among them. */
    WebServer.Doors doors(Handler<HttpServerRequest> events, Handler<HttpServerRequest> rest) {
        return new WebServer.Doors(
                events, endpoints.posts(vertx, database), endpoints.webhooks(webhookSecret), rest);
    }

    private InflowConnectors connectors() {
        return new InflowConnectors() {
            @Override
            public @Nullable Inbound find(String id) {
                Entrance entrance = roster.taking(id);
                return entrance == null
                        ? null
                        : new Inbound(id, entrance.system(), entrance.entry());
            }

            @Override
            public boolean isBroken(String id) {
                return roster.isHeldBroken(id, Connector.INFLOW_TYPE + id);
            }
        };
    }

    private String text(Template template) throws Credentials.Missing {
        try {
            String text = references.text(template.text());
            if (text.isEmpty()) {
                throw new Credentials.Missing(template.text() + " is empty");
            }
            return text;
        } catch (StageFailed e) {
            throw new Credentials.Missing(String.valueOf(e.getMessage()));
        }
    }

    /** Connectors whose posts cannot be judged, a line each. */
    List<String> degraded() {
        List<String> lines = new ArrayList<>();
        for (Roster.Active one : roster.all()) {
            Entrance entrance = one.entrance();
            if (entrance != null && one.active()) {
                String why = endpoints.unable(entrance.entry().verification());
                if (why != null) {
                    lines.add("connector " + one.known().id() + " answers all posts 503: " + why);
                }
            }
        }
        return lines;
    }

    /** Writes what was counted last. */
    @Override
    public void close() {
        vertx.cancelTimer(timer);
        try {
            rows.flush()
                    .toCompletableFuture()
                    .orTimeout(LAST_FLUSH_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            // a count is not worth a stop that hangs
        }
    }
}
