package io.tidegate;

import io.tidegate.cli.Refused;
import io.tidegate.connector.Connector;
import io.tidegate.connector.ConnectorText;
import io.tidegate.connector.FoundFile;
import io.tidegate.connector.Loaded;
import io.tidegate.connector.Terms;
import io.tidegate.connector.Unwritable;
import io.tidegate.event.Triggers;
import io.tidegate.route.CamelYaml;
import io.tidegate.route.OutflowRoutes;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/** A connector of the routes folder, as text. */
final class Export {
    private final OutflowRoutes routes;
    private final Terms usual;
    private final CamelContext context;

    Export(OutflowRoutes routes, Terms usual, CamelContext context) {
        this.routes = routes;
        this.usual = usual;
        this.context = context;
    }

    /**
     * @param ours as {@code outflow:}; else as a route of Camel's
     * @throws Refused if YAML cannot say it
     */
    String of(Connector connector, boolean ours) {
        try {
            return ours
                    ? new ConnectorText(usual, context).of(connector)
                    : new CamelYaml(routes, context).of(connector);
        } catch (Unwritable e) {
            throw Refused.no(connector.id() + " cannot be exported: " + e.getMessage());
        }
    }

    /**
     * The connector of this id.
     *
     * @throws Refused if it is not there, or its file has mistakes
     */
    static Connector find(String id, Loaded loaded, Path folder) {
        return loaded.connectors().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> missing(id, loaded, folder));
    }

    private static Refused missing(String id, Loaded loaded, Path folder) {
        for (FoundFile file : loaded.files()) {
            if (file.isBroken() && file.named().kinds().containsKey(id)) {
                return Refused.no("the file of " + id + " has mistakes:\n" + lines(file));
            }
            if (file.named().kinds().containsKey(id)) {
                return Refused.no(
                        id
                                + " in "
                                + file.name()
                                + " is a plain Camel route, which export leaves as it is");
            }
        }
        List<String> ids = loaded.connectors().stream().map(Connector::id).toList();
        return Refused.no(
                "there is no connector "
                        + id
                        + " in "
                        + folder
                        + Triggers.nearest(id, ids)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
    }

    private static String lines(FoundFile file) {
        return file.mistakes().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
