package io.tidegate.intake;

import io.tidegate.event.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error answer as RFC 9457 has it. */
public record Problem(int status, String title, String detail, @Nullable String pointer) {

    public Problem(int status, String title, String detail) {
        this(status, title, detail, null);
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
        if (pointer != null) {
            body.put("errors", List.of(Map.of("pointer", pointer, "detail", detail)));
        }
        response.setStatusCode(status)
                .putHeader("content-type", "application/problem+json")
                .putHeader("x-content-type-options", "nosniff")
                .end(Buffer.buffer(Json.write(body)));
    }
}
