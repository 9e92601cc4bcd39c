package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.fault.FaultPoint;
import io.tidegate.hook.Script;
import io.tidegate.hook.ScriptFailed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/**
 * An after script: reads event, request and response; what it returns becomes the delivery's
 * result.
 */
final class AfterStep extends ExpressionAdapter {
    private final Script script;

    AfterStep(Script script) {
        this.script = script;
    }

    @Override
    public @Nullable Object evaluate(Exchange exchange) {
        Flight flight = Steps.flight(exchange);
        FaultPoint.BEFORE_HOOK.hit();
        flight.at(Stage.AFTER);
        try {
            Object result =
                    script.call(Arrays.asList(flight.root(), request(flight), response(flight)));
            if (result != null) {
                flight.result(result);
            }
        } catch (ScriptFailed e) {
            exchange.setException(
                    StageFailed.forGood(Stage.AFTER, String.valueOf(e.getMessage()), e));
        }
        return exchange.getMessage().getBody();
    }

    @Override
    public String toString() {
        return script.name();
    }

    private static @Nullable Map<String, @Nullable Object> request(Flight flight) {
        OutboundRequest request = flight.request();
        if (request == null) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("method", request.method());
        map.put("url", request.url());
        map.put("headers", request.headers());
        map.put("body", value(request.body()));
        return map;
    }

    private static @Nullable Map<String, @Nullable Object> response(Flight flight) {
        if (!(flight.reply() instanceof Reply.Answered answered)) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("status", answered.status());
        map.put("headers", answered.headers());
        map.put("body", value(answered.body()));
        if (flight.recordId() != null) {
            map.put("recordId", flight.recordId());
        }
        return map;
    }

    /** JSON as its value, anything else as text. */
    private static @Nullable Object value(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return null;
        }
        try {
            return Json.parse(body);
        } catch (InvalidJson notJson) {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
