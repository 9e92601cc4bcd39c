package io.tidegate.inflow;

import io.tidegate.connector.Verification.Encoding;
import io.tidegate.event.Event;
import io.tidegate.intake.BodyReader;
import io.tidegate.intake.HttpAnswers;
import io.tidegate.intake.Intake;
import io.tidegate.intake.Problem;
import io.tidegate.intake.Room;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /webhooks/loginradius}: each webhook becomes an event of its hook's name. Signed with
 * the API secret, HMAC-SHA256 of the body in hex, in the header {@code signature}.
 */
public final class LoginRadiusWebhooks implements Handler<HttpServerRequest> {
    /** Older ones are somebody's repeat; LoginRadius itself does not repeat. */
    static final Duration MAX_AGE = Duration.ofDays(3);

    static final Duration MAX_AHEAD = Duration.ofMinutes(5);

    private final @Nullable String secret;
    private final Origins origins;
    private final Intake intake;
    private final Refusals refusals;
    private final Limits limits;

    /**
     * @param maxEventSize bytes
     * @param bodyMillis a body must be there this long after its head
     * @param room for bodies
     */
    record Limits(int maxEventSize, long bodyMillis, Room room, Clock clock) {}

    /**
     * @param secret null: none is set, and no webhook can be judged
     */
    LoginRadiusWebhooks(
            @Nullable String secret,
            Origins origins,
            Intake intake,
            Refusals refusals,
            Limits limits) {
        this.secret = secret;
        this.origins = origins;
        this.intake = intake;
        this.refusals = refusals;
        this.limits = limits;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.method() != HttpMethod.POST) {
            request.response().putHeader("allow", "POST");
            String detail = "webhooks are sent with POST, seen: " + request.method();
            HttpAnswers.refuse(request, new Problem(405, "Method not allowed", detail));
            return;
        }
        String key = secret;
        if (key == null) {
            refusals.count(Refusals.WEBHOOKS, Reason.NO_SECRET);
            String detail =
                    "neither TIDEGATE_WEBHOOK_SECRET nor TIDEGATE_IDENTITY_SECRET is set here";
            HttpAnswers.refuse(request, Refused.later(Reason.NO_SECRET, detail).problem());
            return;
        }
        new BodyReader(request, limits.maxEventSize(), limits.bodyMillis())
                .within(limits.room())
                .otherwise(problem -> cutOff(request, problem))
                .read(body -> accept(request, key, body));
    }

    private void cutOff(HttpServerRequest request, Problem problem) {
        refusals.count(Refusals.WEBHOOKS, Reason.ofBody(problem));
        HttpAnswers.refuse(request, problem);
    }

    private void accept(HttpServerRequest request, String key, Buffer body) {
        try {
            Event event = event(request.headers(), key, body.getBytes());
            HttpAnswers.accept(this::counted, List.of(event), request);
        } catch (Refused e) {
            refusals.count(Refusals.WEBHOOKS, e.reason());
            if (e.problem().status() == 401) {
                request.response().putHeader("www-authenticate", "Signature");
            }
            e.problem().send(request.response());
        } catch (RuntimeException e) {
            HttpAnswers.bug(request.response(), e);
        }
    }

    private CompletionStage<List<Intake.Answer>> counted(List<Event> events) {
        return intake.accept(events)
                .whenComplete(
                        (answers, problem) -> {
                            if (problem != null) {
                                refusals.count(Refusals.WEBHOOKS, Reason.NOT_STORED);
                            }
                        });
    }

    private Event event(MultiMap headers, String key, byte[] body) throws Refused {
        if (!isSigned(headers, key, body)) {
            throw Refused.unverified(Reason.UNVERIFIED);
        }
        WebhookEnvelope envelope = WebhookEnvelope.read(body);
        Instant now = limits.clock().instant();
        Instant time = envelope.time();
        if (time != null
                && (time.isBefore(now.minus(MAX_AGE)) || time.isAfter(now.plus(MAX_AHEAD)))) {
            throw Refused.unverified(Reason.OUT_OF_TIME);
        }
        return origins.of(envelope.event(time == null ? now : time));
    }

    private static boolean isSigned(MultiMap headers, String key, byte[] body) {
        byte[] wanted = BodyHmac.of("HmacSHA256", key, body);
        List<String> given = headers.getAll("signature");
        String only = given.size() == 1 ? given.get(0).trim() : "";
        return MessageDigest.isEqual(wanted, BodyHmac.decoded(Encoding.HEX, only));
    }
}
