package io.tidegate.cli;

/**
 * What the commands stand on: the server to start or to ask, and the journal to open in its place.
 */
public interface Installation {

    /** Runs the server until it is told to stop; returns the exit status. */
    int run(boolean sandbox);

    /**
     * Where a running server is to be asked.
     *
     * @throws Refused if the settings are wrong
     */
    Where where();

    /**
     * The API over the journal, within this process, which holds the data folder until it is
     * closed; called when nothing listens at {@link #where}.
     *
     * @throws Refused if there is no journal, or another process holds the folder
     */
    Local open();
}
