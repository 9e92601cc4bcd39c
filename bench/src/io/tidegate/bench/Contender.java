package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A program under test: its name, what it was tuned to, how many processes of it run together, and
 * how they are started.
 */
record Contender(String name, String settings, int processes, Launch launch) {

    /** How a contender is made ready for one turn, in an empty folder of its own. */
    interface Launch {
        Launched at(Place place) throws IOException;
    }

    /**
     * Where one turn runs.
     *
     * @param turn no other turn of this run has its name
     * @param ports a free one for each process
     * @param target the receiver's port
     */
    record Place(String turn, List<Integer> ports, int target, Path folder) {
        int port() {
            return ports.get(0);
        }
    }

    /**
     * @param starts a process each, in the order of the ports
     * @param beside runs already, and is ended after them
     */
    record Launched(List<Start> starts, List<Beside> beside) {
        static Launched alone(Start start) {
            return new Launched(List.of(start), List.of());
        }
    }

    /** What the processes of a contender share and cannot do without, such as their database. */
    interface Beside extends AutoCloseable {
        /** Used so far by all of its processes, in microseconds. */
        long cpuMicros() throws IOException;

        @Override
        void close() throws IOException;
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
