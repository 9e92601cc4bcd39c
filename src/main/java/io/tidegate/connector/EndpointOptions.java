package io.tidegate.connector;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.event.Triggers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoints of one Camel component take, as the component's own description says.
 *
 * @param prefixes with which options of any name begin
 * @param anything whether what is no option goes to the third party, such as a query's parameters
 * @param starts whether a route may begin with it
 * @param takes whether something may be sent to it
 */
record EndpointOptions(
        Set<String> names, List<String> prefixes, boolean anything, boolean starts, boolean takes) {
    /** Every endpoint has them, though not every description says so. */
    private static final Set<String> EVERYWHERE =
            Set.of("exchangePattern", "synchronous", "lazyStartProducer", "bridgeErrorHandler");

    private static final int MANY = 50;

    private static final Map<String, EndpointOptions> READ = new ConcurrentHashMap<>();

    /** Empty for a component that describes nothing, which then is Camel's to judge. */
    static Optional<EndpointOptions> of(String scheme, CamelContext context) {
        EndpointOptions known = READ.get(scheme);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<EndpointOptions> found = described(scheme, context);
        found.ifPresent(options -> READ.put(scheme, options));
        return found;
    }

    private static Optional<EndpointOptions> described(String scheme, CamelContext context) {
        try {
            String json =
                    context instanceof CatalogCamelContext catalog
                            ? catalog.getComponentParameterJsonSchema(scheme)
                            : null;
            return json == null
                    ? Optional.empty()
                    : Optional.of(read(Json.parse(json.getBytes(StandardCharsets.UTF_8))));
        } catch (IOException | InvalidJson e) {
            return Optional.empty();
        }
    }

    private static EndpointOptions read(@Nullable Object description) {
        Set<String> names = new LinkedHashSet<>();
        List<String> prefixes = new ArrayList<>();
        if (at(description, "properties") instanceof Map<?, ?> options) {
            options.forEach(
                    (name, option) -> {
                        names.add(String.valueOf(name));
                        if (at(option, "prefix") instanceof String prefix) {
                            prefixes.add(prefix);
                        }
                    });
        }
        Object component = at(description, "component");
        return new EndpointOptions(
                names,
                prefixes,
                is(component, "lenientProperties") || is(component, "api"),
                !is(component, "producerOnly"),
                !is(component, "consumerOnly"));
    }

    private static boolean is(@Nullable Object node, String key) {
        return Boolean.TRUE.equals(at(node, key));
    }

    private static @Nullable Object at(@Nullable Object node, String key) {
        return node instanceof Map<?, ?> map ? map.get(key) : null;
    }

    /** What is wrong with an option of this name. */
    Optional<String> mistake(String scheme, String option) {
        boolean known =
                anything
                        || option.contains("{{")
                        || names.contains(option)
                        || EVERYWHERE.contains(option)
                        || prefixes.stream().anyMatch(option::startsWith);
        return known
                ? Optional.empty()
                : Optional.of(
                        "\""
                                + option
                                + "\" is not an option of "
                                + scheme
                                + Triggers.nearest(option, names)
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse("")
                                + allowed());
    }

    /** Some components have more than anybody reads. */
    private String allowed() {
        return names.size() > MANY
                ? " (it has " + names.size() + ": see Camel's page of the component)"
                : " (allowed: " + String.join(", ", names) + ")";
    }
}
