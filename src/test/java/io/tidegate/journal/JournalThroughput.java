package io.tidegate.journal;

import io.tidegate.event.Event;
import io.tidegate.journal.DeliveryRecord.Made;
import io.tidegate.journal.Subscriptions.Subscription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Prints how many events a second go through the SQLite journal: accepted one by one from several
 * threads, each with one delivery, which is recorded as delivered with its attempt, and its request
 * with {@code -Drequest=true}. Run by hand on the test class path; {@code -Drate=10000} gives a
 * constant load, {@code -Drecord=false} accepts only, {@code -Drandom=true} takes UUIDs as ids
 * instead of a sequence.
 */
final class JournalThroughput {
    private static final int EVENTS = Integer.getInteger("events", 200_000);
    private static final int WINDOW = Integer.getInteger("window", 1_000);
    private static final int RATE = Integer.getInteger("rate", 0);
    private static final boolean REQUEST = Boolean.getBoolean("request");
    private static final boolean RECORD =
            Boolean.parseBoolean(System.getProperty("record", "true"));
    private static final boolean RANDOM_IDS = Boolean.getBoolean("random");
    private static final int THREADS = 4;

    private final LongAdder commits = new LongAdder();
    private final LongAdder operations = new LongAdder();
    private final LongAdder writing = new LongAdder();
    private final AtomicLong longestCommit = new AtomicLong();
    private final long[] latency = new long[EVENTS];
    private final Semaphore window = new Semaphore(WINDOW);
    private final Path folder;
    private final SqlJournal journal;
    private final byte[] data = data();

    private JournalThroughput() throws Exception {
        folder =
                Files.createTempDirectory(
                        Path.of(System.getProperty("in", System.getProperty("java.io.tmpdir"))),
                        "journal");
        JournalSettings settings =
                new JournalSettings(
                        "jdbc:sqlite:" + folder.resolve("tidegate.db"), null, null, 20_000);
        Subscriptions subscriptions = type -> List.of(new Subscription("crm", true));
        SqlJournal.Partners partners =
                new SqlJournal.Partners(
                        subscriptions, CommitListeners.NONE, this::committed, Clock.systemUTC());
        journal = new SqlJournal(SqlDatabase.open(settings), partners, settings.maxWaiting());
    }

    public static void main(String[] arguments) throws Exception {
        new JournalThroughput().run();
        System.exit(0);
    }

    private void committed(int count, long nanos) {
        commits.increment();
        operations.add(count);
        writing.add(nanos);
        longestCommit.accumulateAndGet(nanos, Math::max);
    }

    private void run() throws Exception {
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> produce(next, start));
            threads.add(thread);
            thread.start();
        }
        long largestLog = 0;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            largestLog = Math.max(largestLog, Files.size(folder.resolve("tidegate.db-wal")));
            Thread.sleep(20);
        }
        window.acquire(WINDOW);
        double writerMicros = writerCpuNanos() / 1e3 / EVENTS;
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(latency);
        System.out.printf(
                "%,.0f events/s, %,.0f commits/s of %.0f operations, writer busy %.0f %% (%.1f µs of CPU an event), longest commit %.1f ms,"
                        + " accept p50 %.1f p99 %.1f max %.1f ms, log %d MB, file %d MB%n",
                EVENTS / seconds,
                commits.sum() / seconds,
                operations.sum() / (double) commits.sum(),
                writing.sum() / 1e7 / seconds,
                writerMicros,
                longestCommit.get() / 1e6,
                latency[EVENTS / 2] / 1e6,
                latency[EVENTS / 100 * 99] / 1e6,
                latency[EVENTS - 1] / 1e6,
                largestLog >> 20,
                Files.size(folder.resolve("tidegate.db")) >> 20);
        journal.close();
        for (Path file : Files.list(folder).toList()) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private static long writerCpuNanos() {
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            if (threads.getThreadInfo(id).getThreadName().equals("journal-writer")) {
                return threads.getThreadCpuTime(id);
            }
        }
        throw new IllegalStateException("no writer");
    }

    private void produce(AtomicInteger next, long start) {
        for (int i = next.getAndIncrement(); i < EVENTS; i = next.getAndIncrement()) {
            long now = System.nanoTime();
            while (RATE > 0 && now < start + i * 1_000_000_000L / RATE) {
                java.util.concurrent.locks.LockSupport.parkNanos(
                        start + i * 1_000_000_000L / RATE - now);
                now = System.nanoTime();
            }
            window.acquireUninterruptibly();
            accept(i);
        }
    }

    private void accept(int i) {
        long handed = System.nanoTime();
        String id =
                RANDOM_IDS
                        ? java.util.UUID.randomUUID().toString()
                        : "8d7b0f9c-3c55-4b0e-9b5a-" + (100_000_000_000L + i);
        Event event = JournalUnderTest.event(id, "Register", "user-" + i, data);
        journal.accept(List.of(event))
                .whenComplete(
                        (acceptances, failure) -> {
                            latency[i] = System.nanoTime() - handed;
                            if (failure != null) {
                                failure.printStackTrace();
                                window.release();
                            } else if (RECORD) {
                                record(acceptances.get(0).deliveries().get(0).ref());
                            } else {
                                window.release();
                            }
                        });
    }

    private void record(DeliveryRef delivery) {
        long now = System.currentTimeMillis();
        Attempt attempt = new Attempt(1, now, 12, 201, "{\"id\":4711}".getBytes(), null);
        StoredRequest request =
                REQUEST
                        ? new StoredRequest(
                                "PUT", "https://crm.example/contacts/a%40b.c", HEADERS, data)
                        : null;
        journal.record(
                        new DeliveryRecord(
                                delivery,
                                new Change.Delivered(null),
                                new Made(1, attempt, request, false),
                                now))
                .whenComplete((done, failure) -> window.release());
    }

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Type",
                    "application/json",
                    "Authorization",
                    "Bearer {{secret:crm-token}}");

    private static byte[] data() {
        byte[] data = new byte[1_024];
        Random random = new Random(1);
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) ('a' + random.nextInt(26));
        }
        return data;
    }
}
