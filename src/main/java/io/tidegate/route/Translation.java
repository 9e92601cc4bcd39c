package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.event.Event;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.journal.Due;
import io.tidegate.journal.StoredRequest;
import io.tidegate.journal.StoredResponse;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The journal's records as deliveries on their way, and back; the two packages do not know each
 * other.
 */
final class Translation {
    private Translation() {}

    static Flight fresh(DeliveryRef ref, Event event) {
        return new Flight(id(ref, null), event, Flight.Round.FIRST);
    }

    static Flight readBack(Due due) {
        Due.Progress p = due.progress();
        Flight.Round round =
                new Flight.Round(
                        p.attempts(), p.attempts() - p.priorAttempts(), p.firstAttemptAt());
        Flight flight = new Flight(id(due.ref(), p.idempotencyKey()), due.event(), round);
        return flight.repeating(request(due.request()));
    }

    static Flight hooksOnly(Due due) {
        StoredResponse response = due.response();
        Reply.Answered answered =
                response == null
                        ? new Reply.Answered(200, Map.of(), new byte[0])
                        : new Reply.Answered(
                                response.status(), response.headers(), orEmpty(response.body()));
        return readBack(due).onlyHooks(answered);
    }

    private static byte[] orEmpty(byte @Nullable [] body) {
        return body == null ? new byte[0] : body;
    }

    private static Flight.Id id(DeliveryRef ref, @Nullable String key) {
        return new Flight.Id(
                ref.id(),
                ref.connector(),
                ref.subjectHash(),
                key == null ? Long.toString(ref.id()) : key);
    }

    static DeliveryRef ref(Flight flight) {
        return new DeliveryRef(
                flight.id().delivery(), flight.id().connector(), flight.id().subjectHash());
    }

    private static @Nullable OutboundRequest request(@Nullable StoredRequest stored) {
        return stored == null
                ? null
                : new OutboundRequest(
                        stored.method(), stored.url(), stored.headers(), stored.body());
    }

    static @Nullable StoredRequest request(@Nullable OutboundRequest request) {
        return request == null
                ? null
                : new StoredRequest(
                        request.method(), request.url(), request.headers(), request.body());
    }

    static @Nullable StoredResponse response(@Nullable Reply reply) {
        return reply instanceof Reply.Answered answered
                ? new StoredResponse(answered.status(), answered.headers(), answered.body())
                : null;
    }

    static Attempt attempt(Flight flight, long startedAt, @Nullable String error) {
        Integer status = null;
        byte[] body = null;
        if (flight.reply() instanceof Reply.Answered answered) {
            OutboundRequest request = flight.request();
            status = request != null && request.isToEndpoint() ? null : answered.status();
            byte[] all = answered.body();
            body =
                    all.length > Attempt.MAX_RESPONSE
                            ? Arrays.copyOf(all, Attempt.MAX_RESPONSE)
                            : all;
        }
        return new Attempt(
                flight.round().attempts() + 1,
                startedAt,
                flight.durationMillis(),
                status,
                body,
                error);
    }
}
