package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tidegate as one or several nodes on a PostgreSQL of their own, which is new for each turn: its
 * last turn's checkpoints would fall into the next one.
 */
final class Nodes {
    static final int MOST = 3;
    private static final int PARTITIONS = 256;
    private static final Duration SHARED = Duration.ofSeconds(90);
    private static final Pattern GAUGE =
            Pattern.compile("^tidegate_partitions(?:\\{[^}]*})? ([0-9.eE+]+)$", Pattern.MULTILINE);

    private final Contenders contenders;

    Nodes(Contenders contenders) {
        this.contenders = contenders;
    }

    /** One of 1, 2, … nodes each. */
    List<Contender> byHttp() {
        List<Contender> all = new ArrayList<>();
        for (int nodes = 1; nodes <= MOST; nodes++) {
            all.add(of("nodes-", nodes, place -> Map.of()));
        }
        return all;
    }

    /** The same, with their events in a topic that has its turn's name. */
    List<Contender> byKafka(Bus bus) {
        List<Contender> all = new ArrayList<>();
        for (int nodes = 1; nodes <= MOST; nodes++) {
            all.add(
                    of(
                            "kafka-",
                            nodes,
                            place -> {
                                bus.topic(place.turn());
                                return Map.of(
                                        "TIDEGATE_KAFKA_BROKERS",
                                        bus.address(),
                                        "TIDEGATE_KAFKA_TOPIC",
                                        place.turn(),
                                        "TIDEGATE_KAFKA_GROUP",
                                        place.turn());
                            }));
        }
        return all;
    }

    private interface More {
        Map<String, String> of(Contender.Place place);
    }

    private Contender of(String name, int nodes, More more) {
        return new Contender(
                name + nodes,
                nodes
                        + (nodes == 1 ? " node" : " nodes")
                        + " on one PostgreSQL with fsync, durable; "
                        + contenders.told(),
                nodes,
                place -> launched(place, more.of(place)));
    }

    private Contender.Launched launched(Contender.Place place, Map<String, String> more)
            throws IOException {
        Path routes = Contenders.routes(place);
        JournalDatabase database = JournalDatabase.of("postgresql", place.folder());
        List<Contender.Start> starts = new ArrayList<>();
        for (int port : place.ports()) {
            String name = "node-" + (starts.size() + 1);
            Map<String, String> settings = new HashMap<>(more);
            settings.put("TIDEGATE_DATABASE_URL", database.url());
            settings.put("TIDEGATE_NODE_NAME", name);
            Path data = Files.createDirectories(place.folder().resolve(name));
            starts.add(contenders.server(port, routes, data, settings));
        }
        return new Contender.Launched(starts, List.of(database));
    }

    /** Waits until several nodes have the partitions among them, as evenly as it goes. */
    static void awaitShared(Running running) throws IOException, InterruptedException {
        int nodes = running.ports().size();
        long even = (PARTITIONS + nodes - 1) / nodes;
        long least = PARTITIONS - (nodes - 1) * even;
        long deadline = System.nanoTime() + SHARED.toNanos();
        while (!isShared(running, least)) {
            if (System.nanoTime() > deadline) {
                throw running.child()
                        .failed(
                                "and the other nodes did not share the partitions within "
                                        + SHARED.toSeconds()
                                        + " s");
            }
            Thread.sleep(100);
        }
    }

    private static boolean isShared(Running running, long least)
            throws IOException, InterruptedException {
        long all = 0;
        for (int port : running.ports()) {
            Matcher gauge = GAUGE.matcher(Http.get(port, "/observe/metrics").body());
            long has = gauge.find() ? (long) Double.parseDouble(gauge.group(1)) : 0;
            if (has < least) {
                return false;
            }
            all += has;
        }
        return all == PARTITIONS;
    }
}
