package io.tidegate.connector;

import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * How a post shows that it comes from the third party: one of five. Secrets are given as {@code
 * {{secret:name}}}.
 */
public final class InflowVerify {
    private final Inflow inflow;
    private final MappingNode verify;

    InflowVerify(Inflow inflow, MappingNode verify) {
        this.inflow = inflow;
        this.verify = verify;
    }

    /** Signed as standardwebhooks.com has it. */
    public Inflow standardWebhooks(String secret) {
        return put("standard-webhooks", secret);
    }

    /** A keyed hash of the body, in this header. */
    public InflowHmac hmac(String secret, String header) {
        MappingNode hmac = inflow.nodes.map();
        inflow.nodes.put(hmac, "secret", secret);
        inflow.nodes.put(hmac, "header", header);
        inflow.nodes.put(verify, "hmac", hmac);
        return new InflowHmac(inflow, hmac);
    }

    /** {@code Authorization: Bearer} with this token. */
    public Inflow bearer(String token) {
        return put("bearer", token);
    }

    /** {@code Authorization: Basic} with this name and password. */
    public Inflow basic(String user, String password) {
        MappingNode basic = inflow.nodes.map();
        inflow.nodes.put(basic, "user", user);
        inflow.nodes.put(basic, "password", password);
        return put("basic", basic);
    }

    /** Whoever reaches the endpoint may post. */
    public Inflow none() {
        return put("none", true);
    }

    private Inflow put(String key, Object value) {
        inflow.nodes.put(verify, key, value);
        return inflow.same();
    }
}
