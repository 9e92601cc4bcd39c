package io.tidegate.connector;

import org.snakeyaml.engine.v2.nodes.MappingNode;

/** How the keyed hash is made and written, or the connector's next word. */
public final class InflowHmac extends Inflow {
    private final MappingNode hmac;

    InflowHmac(Inflow inflow, MappingNode hmac) {
        super(inflow);
        this.hmac = hmac;
    }

    /** {@code sha256}, if nothing is said, {@code sha1} or {@code sha512}. */
    public InflowHmac algorithm(String word) {
        return put("algorithm", word);
    }

    /** {@code hex}, if nothing is said, or {@code base64}. */
    public InflowHmac encoding(String word) {
        return put("encoding", word);
    }

    /** What stands before the hash, such as {@code sha256=}. */
    public InflowHmac prefix(String prefix) {
        return put("prefix", prefix);
    }

    private InflowHmac put(String key, String value) {
        nodes.put(hmac, key, value);
        return this;
    }
}
