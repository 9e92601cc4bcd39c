package io.tidegate.api;

import static java.util.Map.entry;

import io.tidegate.event.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that gets a problem for its answer. */
final class Refusal extends RuntimeException {
    private static final Map<Integer, String> TITLES =
            Map.ofEntries(
                    entry(400, "Bad Request"),
                    entry(401, "Unauthorized"),
                    entry(403, "Forbidden"),
                    entry(404, "Not Found"),
                    entry(405, "Method Not Allowed"),
                    entry(409, "Conflict"),
                    entry(412, "Precondition Failed"),
                    entry(413, "Content Too Large"),
                    entry(415, "Unsupported Media Type"),
                    entry(422, "Unprocessable Content"),
                    entry(428, "Precondition Required"),
                    entry(429, "Too Many Requests"),
                    entry(500, "Internal Server Error"),
                    entry(502, "Bad Gateway"),
                    entry(503, "Service Unavailable"));

    private final int status;
    private final Map<String, String> headers;
    private final List<?> errors;

    private Refusal(int status, String detail, Map<String, String> headers, List<?> errors) {
        super(detail, null, false, false);
        this.status = status;
        this.headers = headers;
        this.errors = errors;
    }

    Refusal(int status, String detail) {
        this(status, detail, Map.of(), List.of());
    }

    /**
     * @param errors each with pointer and detail
     */
    static Refusal withErrors(int status, String detail, List<?> errors) {
        return new Refusal(status, detail, Map.of(), errors);
    }

    /**
     * @param pointer RFC 6901, to what is wrong in the body
     */
    static Refusal of(int status, String pointer, String detail) {
        return new Refusal(
                status, detail, Map.of(), List.of(Map.of("pointer", pointer, "detail", detail)));
    }

    static Refusal withHeader(int status, String detail, String name, String value) {
        return new Refusal(status, detail, Map.of(name, value), List.of());
    }

    /** Each with pointer and detail. */
    List<?> errors() {
        return errors.isEmpty()
                ? List.of(Map.of("pointer", "", "detail", String.valueOf(getMessage())))
                : errors;
    }

    Answer answer() {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", TITLES.getOrDefault(status, "Error"));
        problem.put("status", status);
        problem.put("detail", String.valueOf(getMessage()));
        if (!errors.isEmpty()) {
            problem.put("errors", errors);
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", Answer.PROBLEM);
        return new Answer(status, all, Json.write(problem));
    }
}
