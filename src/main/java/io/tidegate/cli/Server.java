package io.tidegate.cli;

import io.tidegate.api.ConnectorDirectory;
import io.tidegate.config.Settings;
import java.util.Map;

/** What {@code run} starts, and what the other commands need of it when it does not run. */
public interface Server {

    /** Runs until it is told to stop; returns the exit status. */
    int run(Settings settings, boolean sandbox);

    /** What the sandbox's settings are unless they are set, by names without {@code tidegate.}. */
    Map<String, String> sandboxDefaults();

    /** The connectors as their files say, while nothing runs. */
    ConnectorDirectory connectors(Settings settings);
}
