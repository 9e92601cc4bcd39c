package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.crash.Receiver.Arrival;
import io.tidegate.crash.Reloaded.Saved;
import io.tidegate.crash.SqlRows.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * After many reloads: what was acknowledged, what the journal says became of it with each
 * connector, and what the receiver got in which version, held against each other.
 */
final class ReloadAccount {
    private final List<Reloaded> connectors;
    private final Map<Long, List<Arrival>> arrivals;
    private final List<Arrival> inOrder;
    private final long tolerance;

    /**
     * @param tolerance ms from a save until it must have taken effect
     */
    ReloadAccount(List<Reloaded> connectors, List<Arrival> inOrder, long tolerance) {
        this.connectors = connectors;
        this.inOrder = inOrder;
        this.arrivals = inOrder.stream().collect(Collectors.groupingBy(Arrival::delivery));
        this.tolerance = tolerance;
    }

    /** What the journal says. */
    private record Rows(
            Map<String, Delivery> deliveries,
            Map<Long, TreeMap<Integer, Long>> attempts,
            Map<Long, Integer> failedQueries,
            Map<String, Long> acceptedAt) {

        static Rows read(SqlRows rows) {
            Map<String, Delivery> byEvent = new HashMap<>();
            for (Delivery one : rows.deliveries().values()) {
                Delivery twin = byEvent.put(one.id().connector() + " " + one.id().event(), one);
                assertThat(twin).as("a second delivery beside %s", one).isNull();
            }
            return new Rows(byEvent, rows.attempts(), rows.failedQueries(), rows.acceptedAt());
        }
    }

    /** Deliveries by what became of them, and events that came while a connector was away. */
    Map<String, Integer> verify(SqlRows journal, Map<String, Producer.Sent> acknowledged) {
        Rows rows = Rows.read(journal);
        nothingElseArrived(rows);
        Map<String, Integer> ends = new TreeMap<>();
        for (Producer.Sent sent : acknowledged.values()) {
            connectors.stream()
                    .filter(connector -> connector.kind.type.equals(sent.type()))
                    .forEach(one -> ends.merge(end(one, sent, rows), 1, Integer::sum));
        }
        subjectsKeptTheirOrder();
        return ends;
    }

    private void nothingElseArrived(Rows rows) {
        Set<Long> unknown = new HashSet<>(arrivals.keySet());
        rows.deliveries().values().forEach(one -> unknown.remove(one.id().delivery()));
        assertThat(unknown).as("arrivals that the journal knows nothing of").isEmpty();
    }

    private String end(Reloaded connector, Producer.Sent sent, Rows rows) {
        Delivery one = rows.deliveries().get(connector.kind.id() + " " + sent.id());
        Long at = rows.acceptedAt().get(sent.id());
        assertThat(at).as("when %s was accepted", sent).isNotNull();
        listened(connector, sent, at, one);
        if (one == null) {
            return "away";
        }
        long id = one.id().delivery();
        List<Arrival> got = arrivals.getOrDefault(id, List.of());
        assertThat(got)
                .as("arrivals of %s, one for each attempt", one)
                .hasSize(rows.attempts().getOrDefault(id, new TreeMap<>()).size());
        ended(connector, sent, one, got);
        assertThat(rows.failedQueries().getOrDefault(id, 0))
                .as("failed queries of %s", one)
                .isEqualTo(one.status().equals("failed") ? 1 : 0);
        return one.status();
    }

    private void listened(Reloaded connector, Producer.Sent sent, long at, Delivery delivery) {
        if (delivery == null) {
            assertThat(connector.away)
                    .as(
                            "when %s was away, which has no delivery of %s, accepted at %d",
                            connector.kind, sent, at)
                    .anyMatch(away -> away.isWithin(at, tolerance));
        } else {
            assertThat(connector.away)
                    .as(
                            "when %s was away, which has a %s of %s, accepted at %d",
                            connector.kind, delivery, sent, at)
                    .noneMatch(away -> away.isDeepWithin(at, tolerance));
        }
    }

    private static void ended(
            Reloaded connector, Producer.Sent sent, Delivery delivery, List<Arrival> got) {
        List<Integer> statuses = got.stream().map(Arrival::status).toList();
        Set<Integer> versions = got.stream().map(Arrival::version).collect(Collectors.toSet());
        boolean isPlain = connector.kind == Reloaded.Kind.PLAIN;
        switch (delivery.status()) {
            case "delivered" -> {
                assertThat(statuses.subList(0, statuses.size() - 1))
                        .as("answers before the 2xx of %s", delivery)
                        .doesNotContain(200);
                assertThat(statuses).as("answers to %s", delivery).endsWith(200);
                if (!isPlain) {
                    assertThat(versions).as("versions that sent %s", delivery).hasSize(1);
                }
            }
            case "skipped" -> {
                assertThat(got).as("arrivals of %s", delivery).isEmpty();
                assertThat(sent.unwanted()).as("%s is what a rule skips", delivery).isTrue();
                assertThat(connector.versions.values()).anyMatch(Reloaded.Words::rule);
            }
            case "failed" -> assertThat(statuses).as("answers to %s", delivery).endsWith(500);
            default -> throw new AssertionError("unfinished: " + delivery);
        }
        if (connector.kind.isNumbered() && got.size() == 1) {
            inTheWordsOfItsVersion(connector, sent, delivery, got.get(0));
        }
    }

    private static void inTheWordsOfItsVersion(
            Reloaded connector, Producer.Sent sent, Delivery delivery, Arrival arrival) {
        Reloaded.Words words = connector.versions.get(arrival.version());
        assertThat(words).as("the version that sent %s", arrival).isNotNull();
        assertThat(words.rule() && sent.unwanted())
                .as("sent in spite of its version's rule: %s", arrival)
                .isFalse();
        if (arrival.status() == 200) {
            assertThat(delivery.after())
                    .as("the hook of version %d: %s", arrival.version(), delivery)
                    .isEqualTo(words.hook() ? "done" : "none");
        }
    }

    private void subjectsKeptTheirOrder() {
        Map<String, Arrival> last = new HashMap<>();
        List<String> broken = new ArrayList<>();
        for (Arrival arrival : inOrder) {
            Arrival before = last.put(arrival.connector() + " " + arrival.subject(), arrival);
            if (before != null && before.delivery() > arrival.delivery()) {
                broken.add(arrival + " came after " + before);
            }
        }
        assertThat(broken).as("arrivals out of their subject's order").isEmpty();
    }

    /**
     * Of each version that was left alone: how many ms after its save it was first seen, or more.
     */
    List<Long> effects() {
        Map<String, List<Arrival>> first = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        for (Arrival arrival : inOrder) {
            if (seen.add(arrival.delivery())) {
                first.computeIfAbsent(arrival.connector(), c -> new ArrayList<>()).add(arrival);
            }
        }
        List<Long> effects = new ArrayList<>();
        for (Reloaded connector : connectors) {
            List<Arrival> firsts = first.getOrDefault(connector.kind.id(), List.of());
            connector.saved.stream()
                    .filter(Saved::counts)
                    .forEach(saved -> effects.add(effect(saved, firsts)));
        }
        return effects;
    }

    /** The later of: the first that was built in it, the last that was built before it. */
    private static long effect(Saved saved, List<Arrival> firsts) {
        long begins =
                firsts.stream()
                        .filter(arrival -> arrival.version() >= saved.version())
                        .mapToLong(Arrival::at)
                        .min()
                        .orElse(Long.MAX_VALUE);
        long ends =
                firsts.stream()
                        .filter(arrival -> arrival.version() < saved.version())
                        .mapToLong(Arrival::at)
                        .max()
                        .orElse(0);
        return Math.max(begins, ends) - saved.at();
    }
}
