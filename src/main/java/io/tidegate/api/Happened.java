package io.tidegate.api;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the overview and the statistics are made of, as it was at one moment.
 *
 * @param now ms since 1970
 * @param open failed queries, by connector
 */
record Happened(
        long now,
        Counted counted,
        Map<String, Long> open,
        Map<String, Unfinished> unfinished,
        Map<String, ConnectorView> connectors) {

    /** Reads it anew each time. */
    record Source(SqlReader reader, ConnectorDirectory directory, Standing standing, Clock clock) {
        Happened now() {
            if (directory == ConnectorDirectory.UNKNOWN) {
                throw new Refusal(
                        503,
                        "no server runs, and only a running one knows its connectors: start it by tidegate run");
            }
            long now = clock.millis();
            Map<String, ConnectorView> connectors = new HashMap<>();
            directory.connectors().forEach(one -> connectors.put(one.label().id(), one));
            Map<String, Unfinished> unfinished = standing.unfinished();
            return reader.read(
                    connection ->
                            new Happened(
                                    now,
                                    Counted.until(now, standing.lately()),
                                    SqlOpen.perConnector(connection, reader.dialect()),
                                    unfinished,
                                    connectors));
        }
    }

    /** Connectors that there are, or that have something which did not end well. */
    Set<String> ids() {
        Set<String> ids = new TreeSet<>(connectors.keySet());
        ids.addAll(open.keySet());
        ids.addAll(unfinished.keySet());
        return ids;
    }

    Recent recent(String connector) {
        return counted.of(connector, now);
    }

    long open(String connector) {
        return open.getOrDefault(connector, 0L);
    }

    long allOpen() {
        return open.values().stream().mapToLong(Long::longValue).sum();
    }

    Unfinished unfinished(String connector) {
        return unfinished.getOrDefault(connector, Unfinished.NONE);
    }
}
