package io.tidegate.cli;

/** The management API within this process. */
public interface Local extends AutoCloseable {

    /**
     * @param uri path and query, percent-encoded
     * @param body JSON; empty: none
     */
    Said ask(String method, String uri, byte[] body);

    @Override
    void close();
}
