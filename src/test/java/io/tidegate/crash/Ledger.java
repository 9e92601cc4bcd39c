package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.crash.Receiver.Arrival;
import io.tidegate.crash.SqlRows.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the database said at each kill, held against what the receiver got before and after. A
 * delivery without an unrecorded attempt at any kill must have arrived exactly as often as it has
 * attempts.
 */
final class Ledger {
    private final Map<Long, Integer> lostAnswers = new HashMap<>();
    private final Map<Long, Integer> endedInLife = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();

    /** A retry that waited when the process was killed. */
    private record Waiting(long delivery, int attempts, long dueAt, int life) {}

    /** Figures of a run. */
    record Toll(int waiting, long answersLost, long receivedTwice) {
        Toll minus(Toll before) {
            return new Toll(
                    waiting - before.waiting,
                    answersLost - before.answersLost,
                    receivedTwice - before.receivedTwice);
        }
    }

    /** The process is dead and all it sent has arrived: life is the one that just ended. */
    void killed(SqlRows left, List<Arrival> arrivals, int life) {
        Map<Long, Long> arrived = countByDelivery(arrivals);
        Map<Long, TreeMap<Integer, Long>> attempts = left.attempts();
        Map<Long, Delivery> rows = left.deliveries();
        assertThat(arrived.keySet())
                .as("nothing was sent of which the journal knows nothing")
                .isSubsetOf(rows.keySet());
        for (Delivery row : rows.values()) {
            long id = row.id().delivery();
            int recorded = attempts.getOrDefault(id, new TreeMap<>()).size();
            long lost = arrived.getOrDefault(id, 0L) - recorded - lostAnswers.getOrDefault(id, 0);
            if (row.isUnfinished()) {
                assertThat(lost).as("unrecorded attempts of one kill, of %s", row).isIn(0L, 1L);
                lostAnswers.merge(id, (int) lost, Integer::sum);
            } else {
                assertThat(lost).as("attempts without a record, of an ended %s", row).isZero();
                endedInLife.putIfAbsent(id, life);
            }
            if (row.status().equals("waiting")) {
                waiting.add(new Waiting(id, row.attempts(), row.dueAt(), life));
            }
        }
    }

    /** All has ended: every acknowledged event as it must, each in its order and number. */
    void verify(SqlRows rows, Map<String, Producer.Sent> acknowledged, List<Arrival> arrivals) {
        Map<Long, Delivery> deliveries = rows.deliveries();
        Map<Long, TreeMap<Integer, Long>> attempts = rows.attempts();
        Map<Long, List<Arrival>> byDelivery =
                arrivals.stream().collect(Collectors.groupingBy(Arrival::delivery));
        everyAcknowledgedEventEnded(deliveries, acknowledged, byDelivery);
        everyFailureIsOneFailedQuery(deliveries, rows.failedQueries());
        everyArrivalIsExplained(deliveries, attempts, byDelivery);
        nothingEndedWasSentAgain(byDelivery);
        retriesWentOn(attempts, byDelivery);
        subjectsKeptTheirOrder(arrivals);
        Toll toll = toll(arrivals);
        assertThat(toll.receivedTwice())
                .as("received twice, of deliveries whose answer was lost")
                .isLessThanOrEqualTo(toll.answersLost());
    }

    /**
     * The same of several nodes, some of which were killed or paused: each arrival beyond a
     * delivery's recorded attempts is one whose answer was lost then.
     *
     * @param incidents how many kills and pauses there were
     * @return arrivals beyond the recorded attempts
     */
    static long verifyNodes(
            SqlRows rows,
            Map<String, Producer.Sent> acknowledged,
            List<Arrival> arrivals,
            int incidents) {
        Map<Long, Delivery> deliveries = rows.deliveries();
        Map<Long, List<Arrival>> byDelivery =
                arrivals.stream().collect(Collectors.groupingBy(Arrival::delivery));
        everyAcknowledgedEventEnded(deliveries, acknowledged, byDelivery);
        everyFailureIsOneFailedQuery(deliveries, rows.failedQueries());
        List<Arrival> inTime = withoutRepeats(arrivals, rows.finishedAt());
        subjectsKeptTheirOrder(inTime);
        subjectsKeptTheirProducersOrder(inTime);
        Map<Long, TreeMap<Integer, Long>> attempts = rows.attempts();
        long beyond = 0;
        for (Delivery delivery : deliveries.values()) {
            long id = delivery.id().delivery();
            int recorded = attempts.getOrDefault(id, new TreeMap<>()).size();
            int arrived = byDelivery.getOrDefault(id, List.of()).size();
            assertThat(recorded).as("attempts of %s", delivery).isEqualTo(delivery.attempts());
            assertThat(arrived - recorded)
                    .as("arrivals beyond the recorded attempts of %s", delivery)
                    .isBetween(0, incidents);
            beyond += arrived - recorded;
        }
        return beyond;
    }

    Toll toll(List<Arrival> arrivals) {
        Map<Long, List<Arrival>> byDelivery =
                arrivals.stream().collect(Collectors.groupingBy(Arrival::delivery));
        long twice =
                byDelivery.values().stream().mapToLong(a -> Math.max(0, successes(a) - 1)).sum();
        long lost = lostAnswers.values().stream().mapToLong(Integer::longValue).sum();
        return new Toll(waiting.size(), lost, twice);
    }

    private static void everyAcknowledgedEventEnded(
            Map<Long, Delivery> deliveries,
            Map<String, Producer.Sent> acknowledged,
            Map<Long, List<Arrival>> byDelivery) {
        Map<String, List<Delivery>> byEvent =
                deliveries.values().stream().collect(Collectors.groupingBy(d -> d.id().event()));
        acknowledged.forEach(
                (event, sent) -> {
                    Map<String, String> expected =
                            Traffic.of(sent).stream()
                                    .collect(
                                            Collectors.toMap(
                                                    Traffic::connector, t -> t.outcome(sent)));
                    List<Delivery> found = byEvent.getOrDefault(event, List.of());
                    assertThat(found).as("deliveries of %s", sent).hasSameSizeAs(expected.keySet());
                    for (Delivery delivery : found) {
                        assertThat(delivery.status())
                                .as("the end of %s", delivery)
                                .isEqualTo(expected.get(delivery.id().connector()));
                        theReceiverSawIt(
                                delivery,
                                byDelivery.getOrDefault(delivery.id().delivery(), List.of()));
                    }
                });
        assertThat(deliveries.values())
                .as("also what was stored without its 202 having arrived ends")
                .noneMatch(Delivery::isUnfinished)
                .noneMatch(d -> d.after().equals("due") || d.after().equals("failed"));
    }

    private static void theReceiverSawIt(Delivery delivery, List<Arrival> arrivals) {
        switch (delivery.status()) {
            case "delivered" ->
                    assertThat(successes(arrivals)).as("2xx of %s", delivery).isPositive();
            case "skipped" -> assertThat(arrivals).as("arrivals of %s", delivery).isEmpty();
            default -> assertThat(successes(arrivals)).as("2xx of %s", delivery).isZero();
        }
        if (delivery.id().connector().equals("hooked")) {
            assertThat(delivery.after()).as("the after hook of %s", delivery).isEqualTo("done");
        }
    }

    private static void everyFailureIsOneFailedQuery(
            Map<Long, Delivery> deliveries, Map<Long, Integer> failedQueries) {
        Map<Long, Integer> expected =
                deliveries.values().stream()
                        .filter(d -> d.status().equals("failed"))
                        .collect(Collectors.toMap(d -> d.id().delivery(), d -> 1));
        assertThat(failedQueries).as("failed queries by delivery").isEqualTo(expected);
    }

    private void everyArrivalIsExplained(
            Map<Long, Delivery> deliveries,
            Map<Long, TreeMap<Integer, Long>> attempts,
            Map<Long, List<Arrival>> byDelivery) {
        for (Delivery delivery : deliveries.values()) {
            long id = delivery.id().delivery();
            TreeMap<Integer, Long> made = attempts.getOrDefault(id, new TreeMap<>());
            assertThat(made.size())
                    .as("attempts of %s, numbered without a gap", delivery)
                    .isEqualTo(delivery.attempts())
                    .isEqualTo(made.isEmpty() ? 0 : made.lastKey());
            int most = 1 + Traffic.of(delivery.id().connector()).retries;
            if (delivery.status().equals("failed")) {
                assertThat(made).as("attempts of %s before it failed", delivery).hasSize(most);
            }
            assertThat(byDelivery.getOrDefault(id, List.of()))
                    .as("arrivals: recorded attempts and lost answers of %s", delivery)
                    .hasSize(made.size() + lostAnswers.getOrDefault(id, 0));
        }
    }

    private void nothingEndedWasSentAgain(Map<Long, List<Arrival>> byDelivery) {
        endedInLife.forEach(
                (delivery, life) ->
                        assertThat(byDelivery.getOrDefault(delivery, List.of()))
                                .as("arrivals after the recorded end of %s", delivery)
                                .noneMatch(arrival -> arrival.life() > life));
    }

    private void retriesWentOn(
            Map<Long, TreeMap<Integer, Long>> attempts, Map<Long, List<Arrival>> byDelivery) {
        for (Waiting was : waiting) {
            assertThat(attempts.get(was.delivery()).get(was.attempts() + 1))
                    .as("the start of the attempt after %s", was)
                    .isNotNull()
                    .isGreaterThanOrEqualTo(was.dueAt());
            assertThat(byDelivery.get(was.delivery()))
                    .as("arrivals in later lives of %s", was)
                    .filteredOn(arrival -> arrival.life() > was.life())
                    .isNotEmpty()
                    .allMatch(arrival -> arrival.at() >= was.dueAt());
        }
    }

    /** Delivery ids grow in the order of acceptance; the same one again is a repeat. */
    private static void subjectsKeptTheirOrder(List<Arrival> arrivals) {
        Map<String, Arrival> last = new HashMap<>();
        Set<String> broken = new HashSet<>();
        for (Arrival arrival : arrivals) {
            if (Traffic.of(arrival.connector()).isOrdered()) {
                Arrival before = last.put(arrival.connector() + " " + arrival.subject(), arrival);
                if (before != null && before.delivery() > arrival.delivery()) {
                    broken.add(arrival + " came after " + before);
                }
            }
        }
        assertThat(broken).as("arrivals out of their subject's order").isEmpty();
    }

    /**
     * Without what came again after its 2xx, or after its recorded end: a request that a paused
     * node had begun to write comes when it goes on, and the others have long gone on with its
     * subject. It is counted as beyond the recorded attempts.
     */
    private static List<Arrival> withoutRepeats(
            List<Arrival> arrivals, Map<Long, Long> finishedAt) {
        Set<Long> taken = new HashSet<>();
        List<Arrival> inTime = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            long end = finishedAt.getOrDefault(arrival.delivery(), Long.MAX_VALUE);
            if (!taken.contains(arrival.delivery()) && arrival.at() <= end) {
                inTime.add(arrival);
            }
            if (arrival.status() / 100 == 2) {
                taken.add(arrival.delivery());
            }
        }
        return inTime;
    }

    /** Producers number their events, and send those of a subject one after the other. */
    private static void subjectsKeptTheirProducersOrder(List<Arrival> arrivals) {
        Map<String, Integer> last = new HashMap<>();
        List<String> broken = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            if (Traffic.of(arrival.connector()).isOrdered()) {
                int number =
                        Integer.parseInt(
                                arrival.event().substring(arrival.event().indexOf('-') + 1));
                Integer before = last.put(arrival.connector() + " " + arrival.subject(), number);
                if (before != null && before > number) {
                    broken.add(arrival + " came after event " + before);
                }
            }
        }
        assertThat(broken).as("arrivals out of their producer's order").isEmpty();
    }

    private static long successes(List<Arrival> arrivals) {
        return arrivals.stream().filter(a -> a.status() / 100 == 2).count();
    }

    private static Map<Long, Long> countByDelivery(List<Arrival> arrivals) {
        return arrivals.stream()
                .map(Arrival::delivery)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
