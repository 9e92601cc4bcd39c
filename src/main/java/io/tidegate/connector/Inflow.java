package io.tidegate.connector;

import java.time.Duration;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * An inflow as Java writes it, in the words of the YAML's {@code inflow:} and in any order. Needed
 * are {@link #verify} and {@link #action}. Nothing is checked here: what is wrong is a mistake of
 * the file, named with its line, when the file is read.
 */
public sealed class Inflow extends ConnectorWords<Inflow>
        permits InflowField, InflowHmac, InflowRetry, InflowSanitize {
    Inflow(JavaNodes nodes, MappingNode connector) {
        super(nodes, connector);
    }

    /** Goes on with the same connector. */
    Inflow(Inflow same) {
        this(same.nodes, same.connector);
    }

    @Override
    Inflow same() {
        return new Inflow(this);
    }

    /** How a post shows that it comes from the third party; what shows it comes next. */
    public InflowVerify verify() {
        MappingNode verify = nodes.map();
        nodes.put(connector, "verify", verify);
        return new InflowVerify(this, verify);
    }

    /** The place of the event's id, such as {@code $.data.eventId}. */
    public Inflow idFrom(String path) {
        return put("id-from", path);
    }

    /** The place of whom the event is about; without it the first match source with a value. */
    public Inflow subject(String path) {
        return put("subject", path);
    }

    /** A file of JSON Schema that each post must fulfil, relative to the file that names it. */
    public Inflow schema(String file) {
        return put("schema", file);
    }

    /** The records of one post, such as {@code $.data.contacts[*]}: each becomes an event. */
    public Inflow items(String path) {
        return put("items", path);
    }

    /** How long the same content is taken for the same event, such as {@code 60s}. */
    public Inflow dedupe(String time) {
        return put("dedupe", time);
    }

    /** How long the same content is taken for the same event. */
    public Inflow dedupe(Duration time) {
        return put("dedupe", time);
    }

    /**
     * Names a field of the account, such as {@code Email[0].Value} or {@code FirstName}; what
     * stands there comes next. Without any, the event's data is the profile.
     */
    public InflowSource map(String target) {
        MappingNode field = nodes.map();
        nodes.put(nodes.child(connector, "mapping"), target, field);
        return new InflowSource(this, field);
    }

    /** What becomes of values that an account cannot hold; what is not said is as usual. */
    public InflowSanitize sanitize() {
        return new InflowSanitize(this, nodes.child(connector, "sanitize"));
    }

    /** What is done, such as {@code upsert-account}. */
    public Inflow action(String action) {
        return put("action", action);
    }

    /** How the account is found, in this order: {@code Email}, {@code PhoneId} and the like. */
    public Inflow match(String... fields) {
        for (String field : fields) {
            nodes.append(connector, "match", field);
        }
        return same();
    }

    /** The custom object's name, for actions on them. */
    public Inflow object(String name) {
        return put("object", name);
    }

    /** {@code overwrite}, if nothing is said, {@code last-write} or {@code fill-empty}. */
    public Inflow conflict(String word) {
        return put("conflict", word);
    }

    /** {@code remember}, if nothing is said, or {@code suppress}. */
    public Inflow echo(String word) {
        return put("echo", word);
    }

    /** When a failed action is repeated; what is not said is as the settings say. */
    public InflowRetry retry() {
        MappingNode retry = nodes.map();
        nodes.put(connector, "retry", retry);
        return new InflowRetry(this, retry);
    }

    private Inflow put(String key, Object value) {
        nodes.put(connector, key, value);
        return same();
    }
}
