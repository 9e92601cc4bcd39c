package io.tidegate.api;

import io.tidegate.event.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that gets a problem for its answer. */
final class Refusal extends RuntimeException {
    private static final Map<Integer, String> TITLES =
            Map.of(
                    400, "Bad Request",
                    401, "Unauthorized",
                    404, "Not Found",
                    405, "Method Not Allowed",
                    409, "Conflict",
                    413, "Content Too Large",
                    415, "Unsupported Media Type",
                    422, "Unprocessable Content",
                    500, "Internal Server Error",
                    503, "Service Unavailable");

    private final int status;
    private final Map<String, String> headers;
    private final @Nullable String pointer;

    private Refusal(
            int status, String detail, Map<String, String> headers, @Nullable String pointer) {
        super(detail, null, false, false);
        this.status = status;
        this.headers = headers;
        this.pointer = pointer;
    }

    Refusal(int status, String detail) {
        this(status, detail, Map.of(), null);
    }

    /**
     * @param pointer RFC 6901, to what is wrong in the body
     */
    static Refusal of(int status, String pointer, String detail) {
        return new Refusal(status, detail, Map.of(), pointer);
    }

    static Refusal withHeader(int status, String detail, String name, String value) {
        return new Refusal(status, detail, Map.of(name, value), null);
    }

    Answer answer() {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", TITLES.getOrDefault(status, "Error"));
        problem.put("status", status);
        problem.put("detail", String.valueOf(getMessage()));
        if (pointer != null) {
            problem.put(
                    "errors",
                    List.of(Map.of("pointer", pointer, "detail", String.valueOf(getMessage()))));
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", Answer.PROBLEM);
        return new Answer(status, all, Json.write(problem));
    }
}
