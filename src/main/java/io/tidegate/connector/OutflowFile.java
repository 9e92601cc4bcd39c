package io.tidegate.connector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One file, read.
 *
 * @param connectors by the index at which their node starts in the file, in the file's order
 * @param routes where each route of its own is written, by id; connectors included
 * @param beans names of the beans that the file makes
 */
record OutflowFile(
        Reading reading,
        Map<Integer, Connector> connectors,
        Map<String, Mark> routes,
        List<String> beans,
        RootNodes roots,
        Prints prints) {
    OutflowFile {
        connectors = Collections.unmodifiableMap(new LinkedHashMap<>(connectors));
        routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
        beans = List.copyOf(beans);
    }

    SourceFile file() {
        return reading.file();
    }

    Mistakes mistakes() {
        return reading.mistakes();
    }
}
