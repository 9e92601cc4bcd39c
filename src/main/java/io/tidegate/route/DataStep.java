package io.tidegate.route;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/** No mapping: the body becomes the data of the event, as the before hooks left it. */
final class DataStep extends ExpressionAdapter {
    /** The same in Camel's simple language. */
    static final String SIMPLE = "${body[data]}";

    @Override
    public @Nullable Object evaluate(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        return Steps.flight(exchange).isToBuild() && body instanceof Map<?, ?> event
                ? event.get("data")
                : body;
    }

    @Override
    public String toString() {
        return SIMPLE;
    }
}
