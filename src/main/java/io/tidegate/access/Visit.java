package io.tidegate.access;

/**
 * From where a request came.
 *
 * @param address of the client: an IP address without a port
 * @param secure whether it came by TLS, to us or to a proxy that the settings trust
 * @param agent what the browser calls itself; at most {@value #LONGEST_AGENT} characters
 */
public record Visit(String address, boolean secure, String agent) {
    static final int LONGEST_AGENT = 200;

    public Visit {
        agent = agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent;
    }
}
