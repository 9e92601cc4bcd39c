package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.TooMuchWork;
import io.tidegate.rule.Rule;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.RuntimeCamelException;

/**
 * A rule as the predicate of its filter; a delivery that repeats its stored request has passed it
 * before.
 */
final class RuleStep implements Predicate {
    private final Rule rule;

    RuleStep(Rule rule) {
        this.rule = rule;
    }

    @Override
    @SuppressWarnings("unchecked")
    public boolean matches(Exchange exchange) {
        Flight flight = Steps.flight(exchange);
        if (!flight.isToBuild()) {
            return true;
        }
        flight.at(Stage.RULE);
        boolean holds = holds((Map<String, Object>) exchange.getMessage().getBody(Map.class));
        if (!holds) {
            flight.skippedBy(rule.expression());
        }
        return holds;
    }

    private boolean holds(Map<String, Object> event) {
        try {
            return rule.holds(event);
        } catch (TooMuchWork e) {
            throw new RuntimeCamelException(
                    StageFailed.forGood(
                            Stage.RULE,
                            "rule " + rule.expression() + " cannot be judged: " + e.getMessage(),
                            null));
        }
    }

    @Override
    public String toString() {
        return rule.expression();
    }
}
