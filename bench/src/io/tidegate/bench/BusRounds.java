package io.tidegate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Events from Kafka: each contender in turn is given a new topic, is warmed up, reads a number of
 * events that are published as fast as Kafka takes them, and then as many as come in some seconds
 * at a rate that none of them finds hard.
 */
final class BusRounds implements AutoCloseable {
    static final String PLAIN = "kafka-plain";

    /** Published at once while warming up; the next follow when the receiver has them. */
    private static final int TOGETHER = 2_000;

    private final Settings settings;
    private final Size size;
    private final Rig rig;
    private final Bus bus = new Bus();
    private final Child publisher;
    private final List<Contender> contenders;
    private long next;

    /**
     * @param events of the throughput's
     * @param rate a second, of the latency's
     * @param seconds of the latency's
     */
    record Size(int events, int rate, int seconds) {}

    BusRounds(Settings settings, Size size, Rig rig) throws IOException {
        this.settings = settings;
        this.size = size;
        this.rig = rig;
        Contenders all = new Contenders(settings);
        Contender plain =
                new Contender(
                        PLAIN,
                        PlainRoute.settings("kafka"),
                        1,
                        place -> {
                            bus.topic(place.turn());
                            List<String> kafka = List.of("kafka", bus.address(), place.turn());
                            return all.ours(PlainRoute.class, place, kafka);
                        });
        List<Contender> there = new ArrayList<>(new Nodes(all).byKafka(bus));
        there.add(plain);
        this.contenders = all.chosenOf(there);
        this.publisher = rig.talking(Publisher.class, "-Xmx256m");
        this.next = publisher.hear().get("next");
    }

    boolean isEmpty() {
        return contenders.isEmpty();
    }

    void run() throws IOException, InterruptedException {
        contenders.forEach(Bench::introduce);
        Rounds rounds = new Rounds();
        for (int round = 1; round <= settings.timing().rounds(); round++) {
            for (Contender contender : contenders) {
                rounds.add(contender.name(), Bench.told(round, contender, turn(contender)));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%nFrom Kafka, %d partitions: events/s and CPU of %,d events published at once,"
                        + " latency of %,d events/s for %d s, after %d to %d s of warm-up, %d rounds:"
                        + " median (least–greatest)%n",
                Bus.PARTITIONS,
                size.events(),
                size.rate(),
                size.seconds(),
                settings.timing().warmUp(),
                settings.timing().warmUpMost(),
                settings.timing().rounds());
        Report.table(rounds, "publish to receipt");
        Bench.ratios(rounds, "kafka-", PLAIN);
    }

    private Result turn(Contender contender) throws IOException, InterruptedException {
        return rig.turn(
                contender,
                (running, folder) -> {
                    String topic = folder.getFileName().toString();
                    int members =
                            contender.name().equals(PLAIN)
                                    ? Bus.PARTITIONS
                                    : contender.processes();
                    bus.awaitMembers(topic, members);
                    warmUp(running, topic);
                    return measure(running, topic);
                });
    }

    private void warmUp(Running running, String topic) throws IOException, InterruptedException {
        WarmUp warmUp = new WarmUp(running, settings.timing());
        do {
            long until = System.nanoTime() + warmUp.slice() * 1_000_000_000L;
            do {
                rig.receipts().reset();
                Figures got = rig.receipts().of(publish(topic, TOGETHER, 0, 0).get("accepted"));
                if (got.get("unique") == 0) {
                    throw running.child().failed("delivered nothing while warming up");
                }
            } while (System.nanoTime() < until);
        } while (!warmUp.isOver());
    }

    private Result measure(Running running, String topic) throws IOException, InterruptedException {
        rig.receipts().reset();
        Usage before = running.usage();
        long aroundBefore = around(running);
        Figures sent = publish(topic, size.events(), 0, 0);
        Figures got = rig.receipts().of(sent.get("accepted"));
        running.mustLive();
        Thread.sleep(Rig.SETTLE.toMillis());
        double unique = Math.max(1, got.get("unique"));
        double cpu = (running.usage().cpuMicros() - before.cpuMicros()) / unique;
        double around = (around(running) - aroundBefore) / unique;

        long start = System.nanoTime() + 200_000_000;
        rig.receipts().reset(next, start, size.rate());
        int many = size.rate() * size.seconds();
        Figures sentAtRate = publish(topic, many, size.rate(), start);
        Figures gotAtRate = rig.receipts().of(sentAtRate.get("accepted"));
        running.mustLive();
        return new Result(
                unique / Math.max(1, got.get("last") - sent.get("began")) * 1e9,
                gotAtRate.get("p50") / 1e3,
                gotAtRate.get("p99") / 1e3,
                cpu,
                around,
                running.usage().peakMiB(),
                running.startMillis(),
                new Result.Losses(
                        0,
                        size.events() + many - sent.get("accepted") - sentAtRate.get("accepted"),
                        missing(sent, got) + missing(sentAtRate, gotAtRate),
                        doubled(got) + doubled(gotAtRate)));
    }

    private static long missing(Figures sent, Figures got) {
        return Math.max(0, sent.get("accepted") - got.get("unique"));
    }

    private static long doubled(Figures got) {
        return got.get("posts") - got.get("unique");
    }

    /** CPU of publisher, Kafka, receiver and database, in microseconds. */
    private long around(Running running) throws IOException {
        return rig.around(running) + publisher.usage().cpuMicros() + bus.cpuMicros();
    }

    private Figures publish(String topic, int events, int rate, long start) throws IOException {
        publisher.say(bus.address() + " " + topic + " " + events + " " + rate + " " + start);
        Figures done = publisher.hear();
        next = done.get("next");
        return done;
    }

    @Override
    public void close() {
        publisher.close();
    }
}
