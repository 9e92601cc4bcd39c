package io.tidegate.connector;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.dsl.yaml.deserializers.OutputAwareFromDefinition;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The paths of the one port that are Tidegate's: an author's {@code platform-http:} has others. */
final class OwnPaths {
    private static final Pattern OWN =
            Pattern.compile(
                    "platform-http:/*(events|webhooks|inflow|api|console|observe|sandbox)([/?].*)?");

    private OwnPaths() {}

    /**
     * @param made what Camel made of a root node: a route, or its {@code from:} alone
     */
    static void refuse(Object made, Node node, Reading reading) {
        FromDefinition from =
                made instanceof RouteDefinition route
                        ? route.getInput()
                        : made instanceof OutputAwareFromDefinition alone
                                ? alone.getDelegate()
                                : null;
        mistake(from).ifPresent(message -> reading.wrong(node, message));
    }

    static Optional<String> mistake(@Nullable FromDefinition from) {
        String uri = from == null ? null : from.getEndpointUri();
        Matcher own = OWN.matcher(uri == null ? "" : uri);
        return own.matches()
                ? Optional.of(
                        "the path /"
                                + own.group(1)
                                + " is Tidegate's own: a platform-http: route may have any but /events, /webhooks,"
                                + " /inflow, /api, /console, /observe and /sandbox")
                : Optional.empty();
    }
}
