package io.tidegate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import io.tidegate.journal.Holding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the backlog says, on each database. */
abstract class BacklogContract {

    private final ManualClock clock = new ManualClock("2026-03-01T10:00:00Z");
    private final Set<String> running = new TreeSet<>(Set.of("crm"));
    private final BitSet partitions = Holding.everything().partitions();
    private DataSource journal;
    private SqlBacklog backlog;
    private long countedNanos;
    private volatile Runnable whenAsked = () -> {};
    private int rows;

    /** An empty one, without its tables. */
    abstract DataSource fresh();

    /** Its folder of migrations. */
    abstract String migrations();

    @BeforeEach
    void migrate() {
        journal = fresh();
        org.flywaydb.core.Flyway.configure()
                .dataSource(journal)
                .locations("classpath:db/" + migrations())
                .load()
                .migrate();
        AtomicLong nanos = new AtomicLong();
        backlog =
                new SqlBacklog(
                        journal,
                        this::runningNow,
                        () -> partitions,
                        clock,
                        () -> nanos.getAndAdd(countedNanos));
    }

    @Test
    void isNothingWhenAllIsFinished() throws SQLException {
        delivery("crm", "delivered", 0, -5_000);
        delivery("crm", "failed", 0, -5_000);
        delivery("crm", "skipped", 0, -5_000);

        assertThat(backlog.now()).isEqualTo(Backlog.NONE);
    }

    @Test
    void countsWhatMayGoAndWhatWaits() throws SQLException {
        delivery("crm", "pending", 0, -3_000);
        delivery("crm", "waiting", 0, 0);
        delivery("crm", "waiting", 0, 1);
        delivery("crm", "pending", 1, -9_000);

        Backlog now = backlog.now();

        assertThat(now.pending()).isEqualTo(3);
        assertThat(now.waiting()).isEqualTo(1);
        assertThat(now.oldestDueAt()).isEqualTo(clock.millis() - 3_000);
    }

    @Test
    void whatNobodyTakesIsCountedButNotDue() throws SQLException {
        delivery("held", "pending", 0, -3_000);

        Backlog now = backlog.now();

        assertThat(now.pending()).isEqualTo(1);
        assertThat(now.oldestDueAt()).isZero();
    }

    /** Or a node is down because another one has work. */
    @Test
    void whatAnotherNodeCarriesOutIsCountedButNotDue() throws SQLException {
        delivery("crm", "pending", 0, -9_000, 7);
        delivery("crm", "pending", 0, -3_000, 256 + 8);

        partitions.clear();
        partitions.set(8);
        assertThat(backlog.now().pending()).isEqualTo(2);
        assertThat(backlog.now().oldestDueAt()).isEqualTo(clock.millis() - 3_000);

        clock.advance(Duration.ofSeconds(3));
        partitions.clear();
        assertThat(backlog.now().pending()).isEqualTo(2);
        assertThat(backlog.now().oldestDueAt()).isZero();
    }

    @Test
    void withoutAnOrderTheIdSaysWhoseItIs() throws SQLException {
        delivery("crm", "pending", 0, -3_000, 0);
        partitions.clear();

        partitions.set(0);
        assertThat(backlog.now().oldestDueAt()).isEqualTo(clock.millis() - 3_000);
        partitions.clear();
        partitions.set(1, 256);
        clock.advance(Duration.ofSeconds(3));
        assertThat(backlog.now().oldestDueAt()).isZero();
    }

    @Test
    void theIdTellsHowOldTheOldestIs() throws SQLException {
        delivery("crm", "waiting", 0, 60_000);

        assertThat(backlog.now().oldestCreatedAt()).isEqualTo(clock.millis());
    }

    @Test
    void isReadAtMostOnceInTwoSeconds() throws SQLException {
        assertThat(backlog.now().pending()).isZero();
        delivery("crm", "pending", 0, 0);

        clock.advance(Duration.ofMillis(1_999));
        assertThat(backlog.now().pending()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(backlog.now().pending()).isEqualTo(1);
    }

    /** A million parked deliveries are not to cost a core because somebody asks for health. */
    @Test
    void whatTakesLongToCountIsCountedSeldomAndWhatIsDueIsReadAllTheSame() throws SQLException {
        countedNanos = TimeUnit.MILLISECONDS.toNanos(300);
        backlog.now();
        delivery("crm", "pending", 1, -9_000);
        clock.advance(Duration.ofSeconds(2)); // once may be a busy moment
        assertThat(backlog.now())
                .extracting(Backlog::pending, Backlog::oldestDueAt)
                .containsExactly(1L, 0L);

        delivery("crm", "pending", 0, -3_000);
        long due = clock.millis() - 3_000;
        clock.advance(Duration.ofMillis(14_999));
        assertThat(backlog.now())
                .extracting(Backlog::pending, Backlog::oldestDueAt)
                .containsExactly(1L, due);
        assertThat(backlog.unfinished("crm")).isEqualTo(1);

        clock.advance(Duration.ofSeconds(2));
        assertThat(backlog.now())
                .extracting(Backlog::pending, Backlog::oldestDueAt)
                .containsExactly(2L, due);
        assertThat(backlog.unfinished("crm")).isEqualTo(2);
    }

    @Test
    void nobodyWaitsForAnotherOnesReading() throws Exception {
        delivery("crm", "pending", 0, 0);
        backlog.now();
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        clock.advance(Duration.ofSeconds(3));
        whenAsked =
                () -> {
                    reads.countDown();
                    awaitUnchecked(goesOn);
                };
        Thread other = new Thread(backlog::now);
        other.start();
        assertThat(reads.await(10, TimeUnit.SECONDS)).isTrue();
        try {
            assertThat(
                            CompletableFuture.supplyAsync(backlog::now)
                                    .get(10, TimeUnit.SECONDS)
                                    .pending())
                    .isEqualTo(1);
        } finally {
            goesOn.countDown();
            other.join();
        }
    }

    @Test
    void ofEachConnectorTheOldestIsFound() throws SQLException {
        running.addAll(Set.of("a", "b", "z"));
        delivery("z", "waiting", 0, -4_000);
        delivery("a", "pending", 0, -2_000);
        delivery("b", "waiting", 0, 5_000);
        delivery("nobody", "pending", 0, -9_000);

        assertThat(backlog.now().oldestDueAt()).isEqualTo(clock.millis() - 4_000);
        assertThat(backlog.perConnector().keySet())
                .containsExactlyInAnyOrder("a", "b", "nobody", "z");
    }

    @Test
    void theLastFiguresStandWhileTheDatabaseIsAway() throws SQLException {
        delivery("crm", "pending", 0, 0);
        backlog.now();
        try (Connection connection = journal.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE delivery RENAME TO away");
        }
        clock.advance(Duration.ofSeconds(3));

        assertThat(backlog.now().pending()).isEqualTo(1);
    }

    private Set<String> runningNow() {
        whenAsked.run();
        return running;
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void delivery(String connector, String status, int blocked, long dueIn)
            throws SQLException {
        delivery(connector, status, blocked, dueIn, 0);
    }

    private void delivery(
            String connector, String status, int blocked, long dueIn, long subjectHash)
            throws SQLException {
        long id = ((clock.millis() - 1_704_067_200_000L) << 21) + rows++;
        try (Connection connection = journal.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO delivery (id, connector, event, subject_hash, status,"
                                        + " blocked, due_at, created_at)"
                                        + " VALUES (?, ?, 1, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, connector);
            insert.setLong(3, subjectHash);
            insert.setString(4, status);
            insert.setInt(5, blocked);
            insert.setLong(6, clock.millis() + dueIn);
            insert.setLong(7, clock.millis());
            insert.executeUpdate();
        }
    }
}
