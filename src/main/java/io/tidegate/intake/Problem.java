package io.tidegate.intake;

import io.tidegate.event.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error answer as RFC 9457 has it.
 *
 * @param faults what is wrong with single places of what was sent
 */
public record Problem(int status, String title, String detail, List<Fault> faults) {

    /**
     * @param pointer RFC 6901, into what was sent
     */
    public record Fault(String pointer, String detail) {}

    public Problem {
        faults = List.copyOf(faults);
    }

    public Problem(int status, String title, String detail) {
        this(status, title, detail, List.of());
    }

    /**
     * @param pointer to the one place that is wrong; null: none
     */
    public Problem(int status, String title, String detail, @Nullable String pointer) {
        this(
                status,
                title,
                detail,
                pointer == null ? List.of() : List.of(new Fault(pointer, detail)));
    }

    public void send(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        if (!faults.isEmpty()) {
            body.put("errors", faults.stream().map(Problem::json).toList());
        }
        response.setStatusCode(status)
                .putHeader("content-type", "application/problem+json")
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("cache-control", "no-store")
                .end(Buffer.buffer(Json.write(body)));
    }

    private static Map<String, Object> json(Fault fault) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pointer", fault.pointer());
        json.put("detail", fault.detail());
        return json;
    }
}
