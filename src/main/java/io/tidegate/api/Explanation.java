package io.tidegate.api;

import io.tidegate.api.ConnectorDirectory.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a delivery failed, in plain words, and what one can do. */
final class Explanation {
    private static final String AGAIN = "; then replay it";
    private static final String FROM_EVENT =
            " and replay it from the event, so that today's connector builds the request";

    private final ConnectorDirectory connectors;

    /**
     * What is known of a failure.
     *
     * @param status of the response; null: there was none
     * @param isSent whether there was a request
     */
    record Failure(
            String connector,
            String stage,
            @Nullable Integer status,
            @Nullable String error,
            boolean isSent) {}

    private record Words(String what, String next) {}

    Explanation(ConnectorDirectory connectors) {
        this.connectors = connectors;
    }

    Map<String, @Nullable Object> of(Failure failure) {
        Words words = words(failure);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("what", words.what());
        json.put(
                "where",
                connectors
                        .fault(failure.connector(), failure.stage(), failure.error())
                        .map(Explanation::where)
                        .orElse(null));
        json.put("next", words.next());
        return json;
    }

    private static Map<String, Object> where(Fault fault) {
        Map<String, Object> where = new LinkedHashMap<>();
        where.put("step", fault.step());
        where.put("file", fault.file());
        where.put("line", fault.line());
        return where;
    }

    private static Words words(Failure failure) {
        return switch (failure.stage()) {
            case "rule" ->
                    new Words(
                            "A rule could not be judged on this event.",
                            "Mend the rule" + FROM_EVENT + ".");
            case "before" ->
                    new Words(
                            "A before hook failed on this event; no request was made.",
                            "Mend the hook" + FROM_EVENT + ".");
            case "mapping" ->
                    new Words(
                            "The mapping could not make the request's body from this event; no request was made.",
                            "Mend the mapping, or give the field a default," + FROM_EVENT + ".");
            default -> request(failure);
        };
    }

    private static Words request(Failure failure) {
        if (failure.status() != null) {
            return answered(failure.status());
        }
        String error = failure.error() == null ? "" : failure.error();
        if (error.startsWith("discarded")) {
            return new Words(
                    "Its connector was deactivated and what waited for it was discarded.",
                    "Activate the connector" + AGAIN + ".");
        }
        if (!failure.isSent()) {
            return new Words(
                    "The request could not be built; nothing was sent.",
                    "Mend what the error names" + FROM_EVENT + ".");
        }
        return unanswered(error);
    }

    private static Words unanswered(String error) {
        if (error.startsWith("no complete answer within")
                || error.startsWith("the connection broke")) {
            return new Words(
                    "The request was sent, and no complete answer came: the third party may have carried it out.",
                    "Look there whether it did; a replay as it was has the same Idempotency-Key.");
        }
        if (error.contains("private address") || error.contains("these are never called")) {
            return new Words(
                    "The target's address is one that Tidegate does not call.",
                    "Correct the URL, or allow the address in the settings" + AGAIN + ".");
        }
        if (error.contains("has no address")) {
            return new Words(
                    "The target's host name is not known: nothing was sent.",
                    "Correct the host in the URL, or wait for its DNS" + AGAIN + ".");
        }
        return new Words(
                "The third party could not be reached, as often as it was tried.",
                "Look whether it runs and the URL is right" + AGAIN + ".");
    }

    private static Words answered(int status) {
        String said = " (HTTP " + status + ").";
        return switch (status) {
            case 401, 403 ->
                    new Words(
                            "The third party did not accept the credentials" + said,
                            "Set the secret anew, which counts for stored requests too"
                                    + AGAIN
                                    + ".");
            case 404, 410 ->
                    new Words(
                            "The third party has nothing at this URL" + said,
                            "Correct the URL" + FROM_EVENT + ", or replay it edited.");
            case 408, 425, 429 ->
                    new Words(
                            "The third party asked to be called less often or later" + said,
                            "Replay it later; a lower concurrency of the connector keeps it from coming again.");
            case 409, 412 ->
                    new Words(
                            "The third party has a record that contradicts this request" + said,
                            "Read its answer, mend the record there" + AGAIN + ", or discard it.");
            case 413 ->
                    new Words(
                            "The request is too large for the third party" + said,
                            "Map fewer fields" + FROM_EVENT + ".");
            default -> byClass(status, said);
        };
    }

    private static Words byClass(int status, String said) {
        if (status >= 500) {
            return new Words(
                    "The third party had an error of its own, as often as it was tried" + said,
                    "When it is back, replay it as it was.");
        }
        if (status >= 400) {
            return new Words(
                    "The third party refused the request as wrong" + said,
                    "Read its answer, mend the mapping" + FROM_EVENT + ", or replay it edited.");
        }
        if (status >= 300) {
            return new Words(
                    "The third party is at another address now, and redirects are not followed"
                            + said,
                    "Put the new address into the connector" + FROM_EVENT + ".");
        }
        return new Words(
                "The third party answered, and its answer says that it did not succeed" + said,
                "Read its answer, mend what it names" + AGAIN + ", or replay it edited.");
    }
}
