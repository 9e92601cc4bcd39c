package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.hook.Script;
import io.tidegate.hook.ScriptFailed;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/** A before script: the body becomes the event as the script returned it. */
final class BeforeStep extends ExpressionAdapter {
    private final Script script;

    BeforeStep(Script script) {
        this.script = script;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object evaluate(Exchange exchange) {
        Flight flight = Steps.flight(exchange);
        Object body = exchange.getMessage().getBody();
        if (!flight.isToBuild()) {
            return body;
        }
        flight.at(Stage.BEFORE);
        try {
            return script.transform((Map<String, Object>) body);
        } catch (ScriptFailed e) {
            exchange.setException(
                    StageFailed.forGood(Stage.BEFORE, String.valueOf(e.getMessage()), e));
            return body;
        }
    }

    @Override
    public String toString() {
        return script.name();
    }
}
