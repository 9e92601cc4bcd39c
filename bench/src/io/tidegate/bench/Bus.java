package io.tidegate.bench;

import io.tidegate.bus.KafkaBroker;
import java.io.IOException;
import java.time.Duration;

/** The Kafka of the tests, in a process of its own, which ends with the bench. */
final class Bus {
    /** 1, 2 and 3 nodes have equally many. */
    static final int PARTITIONS = 12;

    private static final Duration JOINED = Duration.ofSeconds(60);

    /** Started with its first use. */
    private static KafkaBroker broker() {
        return KafkaBroker.running();
    }

    String address() {
        return broker().address();
    }

    void topic(String name) {
        broker().topic(name, PARTITIONS);
    }

    long cpuMicros() throws IOException {
        return Usage.cpuMicrosOfTree(broker().pid());
    }

    /** Waits until a group has so many members. */
    void awaitMembers(String group, int members) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + JOINED.toNanos();
        while (broker().members(group).size() < members) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "the group "
                                + group
                                + " has "
                                + broker().members(group).size()
                                + " of "
                                + members
                                + " members after "
                                + JOINED.toSeconds()
                                + " s; the bench ends here");
            }
            Thread.sleep(200);
        }
    }
}
