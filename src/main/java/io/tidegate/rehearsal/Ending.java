package io.tidegate.rehearsal;

import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.StoredRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a dry run ended: at its request, at a rule that skips it, or with an error.
 *
 * @param outcome request, skipped or error
 */
record Ending(
        String outcome,
        @Nullable String skippedBy,
        @Nullable Map<String, @Nullable Object> request,
        @Nullable Map<String, @Nullable Object> error) {

    static Ending of(DeliveryRecord end) {
        StoredRequest request = end.made().request();
        if (request != null) {
            return new Ending("request", null, shown(request), null);
        }
        if (end.change() instanceof Change.Skipped skipped) {
            return new Ending("skipped", skipped.reason(), null, null);
        }
        return end.change() instanceof Change.Waiting waiting
                ? failed(waiting.stage(), waiting.reason()) // a Camel step: it would be repeated
                : end.change() instanceof Change.Failed failed
                        ? failed(failed.stage(), failed.reason())
                        : failed("request", "it ended without a request");
    }

    private static Ending failed(String step, String message) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("step", step);
        error.put("message", message);
        return new Ending("error", null, null, error);
    }

    /** Its key would be that of a delivery, and there is none. */
    private static Map<String, @Nullable Object> shown(StoredRequest made) {
        Map<String, @Nullable Object> request = Outcome.request(made);
        Map<String, String> headers = new LinkedHashMap<>(made.headers());
        headers.replace("Idempotency-Key", "<delivery id>");
        request.put("headers", headers);
        return request;
    }

    /** Whether the mapping had its turn. */
    boolean isMapped() {
        return request != null
                || (error != null
                        && !"rule".equals(error.get("step"))
                        && !"before".equals(error.get("step")));
    }
}
