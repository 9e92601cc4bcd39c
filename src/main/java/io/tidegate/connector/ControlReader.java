package io.tidegate.connector;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code concurrency}, {@code rateLimit}, {@code breaker} and {@code deactivateAfter}. */
final class ControlReader {
    private static final String BREAKER =
            "on, off or a map such as { after: 20, failureRate: 100, for: 30s }";

    private final Control usual;
    private final Reading reading;

    ControlReader(Control usual, Reading reading) {
        this.usual = usual;
        this.reading = reading;
    }

    Control read(NodeReader connector) {
        return new Control(
                connector.whole("concurrency", usual.concurrency()),
                connector.has("rateLimit") ? rateLimit(connector) : usual.rateLimit(),
                connector.find("breaker").isPresent() ? breaker(connector) : usual.breaker(),
                deactivateAfter(connector),
                connector.find("batch").isPresent()
                        ? new BatchReader(reading).read(connector)
                        : null);
    }

    private @Nullable RateLimit rateLimit(NodeReader connector) {
        Optional<String> text = connector.text("rateLimit");
        Optional<RateLimit> limit = text.flatMap(RateLimit::parse);
        if (text.isPresent() && limit.isEmpty()) {
            connector.refuse("rateLimit", RateLimit.SHAPE);
        }
        return limit.orElse(null);
    }

    private @Nullable BreakerTerms breaker(NodeReader connector) {
        Node node = connector.find("breaker").orElseThrow();
        if (node instanceof MappingNode) {
            NodeReader breaker = new NodeReader(node, OutflowKeys.BREAKER, reading);
            BreakerTerms otherwise = BreakerTerms.USUAL;
            return new BreakerTerms(
                    breaker.whole("after", otherwise.after()),
                    breaker.whole("failureRate", otherwise.failureRate()),
                    breaker.span("for", otherwise.openFor()));
        }
        String word = connector.text("breaker").orElse("");
        if (!word.isEmpty() && !OutflowKeys.SWITCHED.containsKey(word)) {
            connector.refuse("breaker", BREAKER);
        }
        return word.equals("on") ? BreakerTerms.USUAL : null;
    }

    private @Nullable Duration deactivateAfter(NodeReader connector) {
        if (!connector.has("deactivateAfter")) {
            return usual.deactivateAfter();
        }
        Optional<String> text = connector.text("deactivateAfter");
        if (text.isEmpty() || text.get().equals("never")) {
            return null;
        }
        Optional<Duration> span =
                TimeSpan.parse(text.get()).filter(ControlBounds::isTimeToDeactivate);
        if (span.isEmpty()) {
            connector.refuse(
                    "deactivateAfter",
                    "never, or " + ControlBounds.TIMES_TO_DEACTIVATE + " (" + TimeSpan.SHAPE + ")");
        }
        return span.orElse(null);
    }
}
