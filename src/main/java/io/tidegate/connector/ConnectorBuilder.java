package io.tidegate.connector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Connectors in Java, beside plain Camel routes if need be:
 *
 * <pre>{@code
 * public class CrmContacts extends ConnectorBuilder {
 *     @Override
 *     public void configure() {
 *         outflow("crm-contacts")
 *                 .on("Register", "UpdateProfile")
 *                 .rules("$[?(@.data.EmailVerified == true)]")
 *                 .map("email").from("$.data.Email[0].Value").convert(trim(), lower()).required()
 *                 .to("https://api.crm.example/v1/contacts/{email}").method("PUT");
 *     }
 * }
 * }</pre>
 *
 * <p>Each becomes what the same words in YAML become. A mistake names the Java file and line, and
 * keeps the file out whole.
 */
public abstract class ConnectorBuilder extends RouteBuilder implements Conversions {
    private final List<NodeTuple> connectors = new ArrayList<>();
    private JavaNodes nodes = new JavaNodes(JavaSource.of(getClass(), Path.of("")));
    private boolean read;

    /**
     * Begins a connector, to be called from {@link #configure}.
     *
     * @param id also the Camel route's id: letters, digits, {@code . _ -}, at most 100
     */
    protected final Outflow outflow(String id) {
        return new Outflow(nodes, connector(FileReader.OUTFLOW, id));
    }

    /**
     * Begins a connector that third parties post to, to be called from {@link #configure}.
     *
     * @param id also the Camel route's id, and the end of its path: letters, digits, {@code . _ -},
     *     at most 100
     */
    protected final Inflow inflow(String id) {
        return new Inflow(nodes, connector(FileReader.INFLOW, id));
    }

    private MappingNode connector(String kind, String id) {
        MappingNode connector = nodes.map();
        nodes.put(connector, "id", id);
        connectors.add(new NodeTuple(nodes.node(kind), connector));
        return connector;
    }

    /** Before {@link #configure}: marks are lines of this source. */
    void writtenIn(JavaSource source) {
        nodes = new JavaNodes(source);
        read = true;
    }

    /** After {@link #configure}: what it said. */
    List<NodeTuple> connectors() {
        return List.copyOf(connectors);
    }

    /**
     * @throws IllegalStateException if Camel alone is given it, which would start none of its
     *     connectors
     */
    @Override
    public void addRoutesToCamelContext(CamelContext context) throws Exception {
        if (!read) {
            throw new IllegalStateException(
                    getClass().getName()
                            + " holds connectors, which Camel alone does not know: put it into the routes folder, or"
                            + " name it in META-INF/services/org.apache.camel.RoutesBuilder");
        }
        super.addRoutesToCamelContext(context);
    }
}
