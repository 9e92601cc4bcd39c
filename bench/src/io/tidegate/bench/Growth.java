package io.tidegate.bench;

import io.tidegate.event.Event;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.Change;
import io.tidegate.journal.CommitListeners;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.DeliveryRecord.Made;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.SqlRetention;
import io.tidegate.journal.SqlRetention.Periods;
import io.tidegate.journal.StoredRequest;
import io.tidegate.journal.Subscriptions.Subscription;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether the journal stays as fast as it was while millions of events go through it: accepted one
 * by one, each with one delivery that is recorded with its attempt and its request. Its days pass
 * with its events, ten in all, so that tables come and go as they would.
 */
final class Growth {
    private static final int TENTHS = 10;
    private static final int WINDOW = 2_000;
    private static final int THREADS = 2;
    private static final int SUBJECTS = 200_000;
    private static final double LEAST = 0.9;

    private final long events;
    private final JournalDatabase database;
    private final SqlDatabase opened;
    private final SqlJournal journal;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong problems = new AtomicLong();
    private final Semaphore window = new Semaphore(WINDOW);
    private final long began = System.currentTimeMillis();
    private final byte[] data = letters(512);

    private Growth(long events, JournalDatabase database) {
        this.events = events;
        this.database = database;
        JournalSettings settings = new JournalSettings(database.url(), null, null, 20_000);
        opened = SqlDatabase.open(settings);
        journal =
                new SqlJournal(
                        opened,
                        new SqlJournal.Partners(
                                type -> List.of(new Subscription("crm", true)),
                                CommitListeners.NONE,
                                (operations, nanos) -> {},
                                clock()),
                        settings.maxWaiting());
    }

    public static void main(String[] args) throws Exception {
        Settings settings = Settings.read();
        System.out.print(Machine.describe(settings.folder()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.leaveNothing(settings.folder())));
        boolean held = true;
        for (String name : System.getProperty("bench.databases").split("[ ,]+")) {
            try (JournalDatabase database = JournalDatabase.of(name, settings.folder())) {
                held &= new Growth(Long.getLong("bench.events"), database).run();
            }
        }
        System.exit(held ? 0 : 1);
    }

    /** A tenth of the events makes a day. */
    private Clock clock() {
        return new Clock() {
            @Override
            public long millis() {
                return began + accepted.get() * TENTHS * Duration.ofDays(1).toMillis() / events;
            }

            @Override
            public java.time.Instant instant() {
                return java.time.Instant.ofEpochMilli(millis());
            }

            @Override
            public java.time.ZoneId getZone() {
                return java.time.ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                throw new UnsupportedOperationException("UTC alone");
            }
        };
    }

    private boolean run() throws InterruptedException, SQLException {
        System.out.printf(
                Locale.ROOT,
                "%n%s: %,d events, each accepted alone, delivered and recorded; one tenth a day%n%n"
                        + "%6s %12s %10s %12s %8s  %s%n",
                database.name(),
                events,
                "tenth",
                "events/s",
                "MB",
                "dead rows",
                "vacuums",
                "largest tables");
        List<Double> rates = new ArrayList<>();
        Thread retention = new Thread(this::retain, "retention");
        retention.setDaemon(true);
        retention.start();
        for (int tenth = 1; tenth <= TENTHS; tenth++) {
            long start = System.nanoTime();
            tenth();
            double rate = events / TENTHS / ((System.nanoTime() - start) / 1e9);
            rates.add(rate);
            System.out.printf(Locale.ROOT, "%6d %,12.0f %s%n", tenth, rate, state());
        }
        retention.interrupt();
        retention.join();
        journal.close();
        opened.close();
        double ratio = rates.get(TENTHS - 1) / rates.get(0);
        System.out.printf(
                Locale.ROOT,
                "%n%s: the last tenth went at %.2f times the rate of the first (at least %.2f)%n",
                database.name(),
                ratio,
                LEAST);
        return ratio >= LEAST && problems.get() == 0;
    }

    /** Keeps three days, which are a part of the run: as a server does, in small steps. */
    private void retain() {
        Duration kept = Duration.ofDays(3);
        Periods periods = new Periods(kept, kept, kept, Duration.ofDays(400));
        SqlRetention retention = new SqlRetention(journal, opened, periods, clock());
        try {
            while (true) {
                retention.pass();
                Thread.sleep(1_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            problems.incrementAndGet();
            e.printStackTrace();
        }
    }

    private void tenth() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        AtomicLong left = new AtomicLong(events / TENTHS);
        for (int i = 0; i < THREADS; i++) {
            Thread thread =
                    new Thread(
                            () -> {
                                Random random = new Random();
                                while (left.getAndDecrement() > 0) {
                                    window.acquireUninterruptibly();
                                    accept(random);
                                }
                            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        window.acquire(WINDOW);
        window.release(WINDOW);
    }

    private void accept(Random random) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        var attributes =
                new Event.Attributes(
                        id,
                        "urn:bench",
                        "Register",
                        "user-" + random.nextInt(SUBJECTS),
                        "2026-01-31T12:00:00Z",
                        Event.Attributes.Optional.NONE);
        journal.accept(List.of(new Event(attributes, data)))
                .whenComplete(
                        (acceptances, failure) -> {
                            if (failure != null) {
                                problem(failure);
                            } else {
                                accepted.incrementAndGet();
                                record(acceptances.get(0).deliveries().get(0).ref());
                            }
                        });
    }

    private void problem(Throwable failure) {
        window.release();
        if (problems.incrementAndGet() == 1) {
            failure.printStackTrace();
        }
    }

    private void record(DeliveryRef delivery) {
        long now = clock().millis();
        Attempt attempt =
                new Attempt(
                        1, now, 12, 201, "{\"id\":4711}".getBytes(StandardCharsets.UTF_8), null);
        StoredRequest request =
                new StoredRequest("PUT", "https://crm.example/contacts/a%40b.c", HEADERS, data);
        Made made = new Made(1, attempt, request, false);
        journal.record(new DeliveryRecord(delivery, new Change.Delivered(null), made, now))
                .whenComplete(
                        (done, failure) -> {
                            if (failure != null) {
                                problem(failure);
                            } else {
                                window.release();
                            }
                        });
    }

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Type",
                    "application/json",
                    "Authorization",
                    "Bearer {{secret:crm-token}}");

    /** Of PostgreSQL: its size, its dead rows, how often it vacuumed. */
    private String state() throws SQLException {
        if (!database.name().equals("postgresql")) {
            return "";
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT pg_database_size(current_database()) >> 20, sum(n_dead_tup), sum(autovacuum_count),"
                                        + " (SELECT string_agg(relname || ' ' || mb, ', ') FROM (SELECT relname,"
                                        + " pg_relation_size(relid) >> 20 AS mb FROM pg_stat_user_tables"
                                        + " ORDER BY 2 DESC LIMIT 4) t) FROM pg_stat_user_tables")) {
            row.next();
            return String.format(
                    Locale.ROOT,
                    "%,10d %,12d %8d  %s",
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getString(4));
        }
    }

    private static byte[] letters(int count) {
        Random random = new Random(1);
        byte[] letters = new byte[count];
        for (int i = 0; i < count; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        return letters;
    }
}
