package io.tidegate.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program under test: its name, what it was tuned to, and how it is started. */
record Contender(String name, String settings, Launch launch) {

    /** How a contender is started on a port of its own, with an empty folder of its own. */
    interface Launch {
        Start start(int port, int target, Path folder) throws java.io.IOException;
    }

    record Start(List<String> command, Map<String, String> environment) {}
}
