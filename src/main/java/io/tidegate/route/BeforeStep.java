package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.hook.Script;
import io.tidegate.hook.ScriptFailed;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A before script: the body becomes the event as the script returned it. */
final class BeforeStep implements Processor {
    private final Script script;

    BeforeStep(Script script) {
        this.script = script;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) throws StageFailed {
        Flight flight = Steps.flight(exchange);
        if (!flight.isToBuild()) {
            return;
        }
        flight.at(Stage.BEFORE);
        try {
            exchange.getMessage()
                    .setBody(
                            script.transform(
                                    (Map<String, Object>) exchange.getMessage().getBody()));
        } catch (ScriptFailed e) {
            throw StageFailed.forGood(Stage.BEFORE, String.valueOf(e.getMessage()), e);
        }
    }
}
