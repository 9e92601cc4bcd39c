package io.tidegate.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way that events take through each connector. */
@FunctionalInterface
public interface Ways {
    /** Empty: no connector of this id is loaded. */
    Optional<Way> of(String connector);

    /**
     * @param kind outflow, inflow or trigger (a plain Camel route)
     */
    record Way(String kind, List<Step> stages) {
        public Way {
            stages = List.copyOf(stages);
        }
    }

    /**
     * One step.
     *
     * @param stage trigger, verify, rule, before, mapping, sanitize, request or after
     * @param step its route's id for it, after the connector's; that of trigger and verify is the
     *     stage's word
     * @param text what it does, one line
     * @param detail the same at length; null: there is no more to say
     */
    record Step(String stage, String step, String text, @Nullable String detail) {}

    /** Those at which a delivery can stop, in their order. */
    default List<String> steps(String connector) {
        return of(connector).stream()
                .flatMap(way -> way.stages().stream())
                .map(Step::step)
                .filter(step -> !step.equals("trigger") && !step.equals("verify"))
                .toList();
    }
}
