package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A program under test: its name, what it was tuned to, and how it is started. */
record Contender(String name, String settings, Launch launch) {

    /** How a contender is started on a port of its own, with an empty folder of its own. */
    interface Launch {
        Start start(int port, int target, Path folder) throws IOException;
    }

    record Start(List<String> command, Map<String, String> environment) {
        /** As one could type it, with the bench's own class path left out. */
        String shown() {
            String set =
                    new TreeMap<>(environment)
                            .entrySet().stream()
                                    .map(entry -> entry.getKey() + "=" + entry.getValue() + " ")
                                    .collect(Collectors.joining());
            return set
                    + String.join(" ", command).replace(System.getProperty("java.class.path"), "…");
        }
    }
}
