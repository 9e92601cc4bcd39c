package io.tidegate.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.PolicyDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TransactedDefinition;

/** Camel 4.18 writes {@code policy} and {@code transacted} without the steps within them. */
final class LostSteps {
    private final CamelContext context;

    LostSteps(CamelContext context) {
        this.context = context;
    }

    /** Adds them to what was written of the route. */
    void put(RouteDefinition route, Object written) {
        List<ProcessorDefinition<?>> steps = new ArrayList<>();
        List<Map<String, Object>> places = new ArrayList<>();
        route.getOutputs().forEach(step -> find(step, steps));
        find(written, places);
        if (steps.size() != places.size()) {
            throw new Unwritable("a policy or transacted in it is not written");
        }
        for (int i = 0; i < steps.size(); i++) {
            List<Object> within = new ArrayList<>();
            for (ProcessorDefinition<?> step : List.copyOf(steps.get(i).getOutputs())) {
                within.add(CamelStepText.of(step, context));
            }
            places.get(i).put("steps", within);
        }
    }

    /** Those that stand in none of them. */
    private static void find(ProcessorDefinition<?> step, List<ProcessorDefinition<?>> found) {
        if (step instanceof PolicyDefinition || step instanceof TransactedDefinition) {
            found.add(step);
        } else {
            step.getOutputs().forEach(output -> find(output, found));
        }
    }

    @SuppressWarnings("unchecked")
    private static void find(Object written, List<Map<String, Object>> found) {
        if (written instanceof List<?> list) {
            list.forEach(item -> find(item, found));
        } else if (written instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                boolean lost =
                        entry.getKey().equals("policy") || entry.getKey().equals("transacted");
                if (lost && entry.getValue() instanceof Map<?, ?> place) {
                    found.add((Map<String, Object>) place);
                } else {
                    find(entry.getValue(), found);
                }
            }
        }
    }
}
