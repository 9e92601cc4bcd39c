package io.tidegate.journal;

import io.tidegate.event.Event;
import java.sql.SQLException;
import java.time.Clock;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The journal in SQLite or PostgreSQL. */
public final class SqlJournal implements Journal {
    private static final int CHANGE_SECONDS = 30;

    private final SqlDatabase database;
    private final SqlTransaction transaction;
    private final SqlWriter writer;
    private final SqlDue due;
    private final Clock clock;
    private final @Nullable SqlCheckpoint checkpoint;

    /** What the next change of a thread takes with it; one journal's, so not static. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable SqlWork<?>> companion = new ThreadLocal<>();

    /** Whom the journal asks and tells. */
    public record Partners(
            Subscriptions subscriptions, CommitListener listener, WriterMeter meter, Clock clock) {}

    public SqlJournal(SqlDatabase database, Partners partners, int maxWaiting) {
        this(database, partners, Holding.everything(), maxWaiting);
    }

    /**
     * @param holding which partitions are this process'
     */
    public SqlJournal(SqlDatabase database, Partners partners, Holding holding, int maxWaiting) {
        this.database = database;
        this.clock = partners.clock();
        try {
            this.transaction = new SqlTransaction(database, partners, holding);
        } catch (SQLException e) {
            throw new JournalUnavailable("the journal cannot be read: " + e.getMessage(), e);
        }
        this.writer = new SqlWriter(transaction, maxWaiting);
        this.due = new SqlDue(database, holding);
        this.checkpoint =
                database.dialect() == SqlDialect.SQLITE
                        ? new SqlCheckpoint(database, writer)
                        : null;
    }

    @Override
    public CompletionStage<List<Acceptance>> accept(List<Event> events) {
        Op.Accept accept = new Op.Accept(List.copyOf(events));
        if (events.isEmpty()) {
            accept.done().complete(List.of());
        } else {
            writer.submit(accept);
        }
        return accept.done();
    }

    /**
     * As {@link #accept}, in a transaction of its own, for those events alone that are {@code
     * wanted} on the writer's thread, when the listener knows of all that was accepted before them.
     * The answers are those of the wanted ones.
     */
    public CompletionStage<List<Acceptance>> acceptIf(List<Event> events, Predicate<Event> wanted) {
        Op.AcceptIf some = new Op.AcceptIf(List.copyOf(events), wanted);
        writer.submit(some);
        return some.done();
    }

    @Override
    public CompletionStage<Void> record(DeliveryRecord deliveryRecord) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        writer.submit(new Op.Record(deliveryRecord, done));
        return done;
    }

    /**
     * Carries out a change in a transaction of its own, on the writer's thread; what it throws
     * rolls it back and is handed over. The writer counts unfinished deliveries with a subject hash
     * beside the table: a change that makes one pending again sets its {@code subject_hash} to 0,
     * one that ends it uses {@link #record} instead.
     */
    public <T> CompletionStage<T> change(SqlWork<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        SqlWork<?> with = companion.get();
        companion.remove();
        writer.submit(new Op.Task<>(with == null ? work : both(work, with), done));
        return done;
    }

    private static <T> SqlWork<T> both(SqlWork<T> work, SqlWork<?> with) {
        return (connection, dialect) -> {
            T result = work.run(connection, dialect);
            with.run(connection, dialect);
            return result;
        };
    }

    /**
     * Calls what may change something: the first {@link #change} that it makes on this thread has a
     * companion in its transaction.
     */
    public <T> T together(SqlWork<?> with, Supplier<T> what) {
        companion.set(with);
        try {
            return what.get();
        } finally {
            companion.remove();
        }
    }

    /**
     * As {@link #change}, and waits for the commit.
     *
     * @throws JournalUnavailable if it cannot be written, or is not committed within {@value
     *     #CHANGE_SECONDS} s; then it may still come
     */
    public <T> T changeNow(SqlWork<T> work) {
        try {
            return change(work)
                    .toCompletableFuture()
                    .orTimeout(CHANGE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JournalUnavailable away) {
                throw away;
            }
            if (e.getCause() instanceof TimeoutException) {
                throw new JournalUnavailable(
                        "no commit within " + CHANGE_SECONDS + " s; it may still come", e);
            }
            throw e;
        }
    }

    /**
     * Gives partitions up and takes some that are nobody's, for the node's membership of this
     * epoch.
     *
     * @param claim at most so many
     * @return those that it took
     */
    public CompletionStage<BitSet> move(long epoch, int claim, BitSet release) {
        Op.Move move = new Op.Move(epoch, claim, release, new CompletableFuture<>());
        writer.submit(move);
        return move.done();
    }

    /** Takes in what other nodes have stored for this one's partitions. */
    public CompletionStage<Void> takeIn() {
        Op.TakeIn look = new Op.TakeIn(new CompletableFuture<>());
        writer.submit(look);
        return look.done();
    }

    /** Moves some keys of events to where retention deletes them; true if none is left. */
    CompletionStage<Boolean> sortKeys() {
        Op.SortKeys sort = new Op.SortKeys();
        writer.submit(sort);
        return sort.done();
    }

    /** The way of payloads into the tables that a change writes, and out of them. */
    public Payloads payloads() {
        return database.payloads();
    }

    /** What was counted lately, as it is committed. */
    public Lately lately() {
        return transaction.lately();
    }

    /** What was stored since then, ms since 1970, has this id or a higher one. */
    public static long lowestId(long millis) {
        return Ids.lowestOf(millis);
    }

    /** When what has this id was stored, ms since 1970. */
    public static long storedAt(long id) {
        return Ids.timeOf(id);
    }

    @Override
    public long newId() {
        return transaction.ids().next();
    }

    @Override
    public List<Due> due(String connector, long now, int limit) {
        return due.due(connector, now, limit);
    }

    @Override
    public List<Due> unfinished(String connector, long upTo, int limit) {
        return due.unfinished(connector, upTo, limit);
    }

    /** Those of one event that have not ended, and wait for no other. */
    public List<Due> unfinishedOf(long event) {
        return due.unfinishedOf(event);
    }

    /** What of it cannot be read, and what to do, a line for each connector. */
    public List<String> problems() {
        return due.problems(clock.millis());
    }

    /** Connectors with deliveries that cannot be read, and wait. */
    public Set<String> stepsOver() {
        return due.stepsOver();
    }

    @Override
    public OptionalLong nextDue(String connector, long now) {
        return due.next(connector, now);
    }

    @Override
    public List<Due> hooksDue(String connector, long afterId, int limit) {
        return due.hooksDue(connector, afterId, limit);
    }

    @Override
    public Set<String> connectorsWithWork() {
        return due.connectorsWithWork();
    }

    @Override
    public boolean writable() {
        return writer.writable();
    }

    public int waitingEvents() {
        return writer.waitingEvents();
    }

    @Override
    public void close() {
        if (checkpoint != null) {
            checkpoint.close();
        }
        writer.close();
        database.close();
    }
}
