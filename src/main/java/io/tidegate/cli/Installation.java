package io.tidegate.cli;

import io.tidegate.connector.Loaded;
import io.tidegate.destination.Destinations;
import io.tidegate.rehearsal.TestReport;
import io.tidegate.rehearsal.Tried;
import java.nio.file.Path;
import java.util.List;

/**
 * What the commands stand on: the server to start or to ask, and the journal to open in its place.
 */
public interface Installation {

    /** Runs the server until it is told to stop; returns the exit status. */
    int run(boolean sandbox);

    /**
     * Reads route files as a start would, and starts nothing; needs neither server nor journal.
     *
     * @param paths files or folders; none: the folder of the settings
     * @throws Refused if one is not there
     */
    Loaded validate(List<Path> paths);

    /**
     * A connector of the routes folder as text; needs neither server nor journal.
     *
     * @param ours as {@code outflow:}; else as a route of Camel's
     * @throws Refused if it is not there, or its file has mistakes
     */
    String export(String connector, boolean ours);

    /**
     * The folder of the settings that route files are read from; it need not be there.
     *
     * @throws Refused if the settings are wrong
     */
    Path routesFolder();

    /**
     * Runs the tests of route files with nothing sent; needs neither server nor journal.
     *
     * @param paths as for {@link #validate}
     * @throws Refused if one is not there
     */
    TestReport test(List<Path> paths) throws InterruptedException;

    /**
     * Runs one event through a connector of the routes folder, up to the request that is not sent;
     * needs neither server nor journal.
     *
     * @param event a file of one event
     * @throws Refused if there is no such connector or file, or no event in it
     */
    Tried dryRun(String connector, Path event) throws InterruptedException;

    /**
     * Adds what was tried to the connector's file as a test; returns what to say of it.
     *
     * @throws Refused if the file is left as it was
     */
    String saveTest(Tried tried) throws InterruptedException;

    /**
     * The destinations that a connector can name: Tidegate's, and those of the routes folder that
     * have no mistake; needs neither server nor journal.
     */
    Destinations destinations();

    /**
     * Where a running server is to be asked.
     *
     * @throws Refused if the settings are wrong
     */
    Where where();

    /**
     * Where browsers reach the console of a running server, such as {@code
     * https://tidegate.example.com}.
     *
     * @throws Refused if the settings are wrong
     */
    String consoleOrigin();

    /**
     * Where a running server takes events and says how it is: another host and port, if the
     * management API has its own.
     *
     * @throws Refused if the settings are wrong
     */
    Where intake();

    /**
     * The API over the journal, within this process, which holds the data folder until it is
     * closed; called when nothing listens at {@link #where}.
     *
     * @throws Refused if there is no journal, or another process holds the folder
     */
    Local open();
}
