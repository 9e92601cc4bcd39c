package io.tidegate.journal;

import io.tidegate.fault.FaultPoint;
import io.tidegate.journal.SqlWriter.Op;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One group of operations as one transaction, on a connection that is opened anew after it failed. */
final class SqlTransaction {
    private final SqlDatabase database;
    private final Subscriptions subscriptions;
    private final CommitListener listener;
    private final WriterMeter meter;
    private final Clock clock;
    private final Ids ids;
    private final SubjectCounts counts = new SubjectCounts();
    private @Nullable Open open;

    /** The connection with its prepared statements; gone after a failure. */
    private record Open(Connection connection, SqlAccept accept, SqlRecord record) {}

    SqlTransaction(
            SqlDatabase database, Subscriptions subscriptions, CommitListener listener, WriterMeter meter, Clock clock)
            throws SQLException {
        this.database = database;
        this.subscriptions = subscriptions;
        this.listener = listener;
        this.meter = meter;
        this.clock = clock;
        this.ids = new Ids(clock, lastId());
    }

    Ids ids() {
        return ids;
    }

    boolean isDataError(SQLException e) {
        return database.dialect().isDataError(e);
    }

    void restored() {
        listener.restored();
    }

    /** Commits the group; what it returns answers those who handed it in. */
    Runnable run(List<Op> group) throws SQLException {
        long start = System.nanoTime();
        Open to = open();
        try {
            Written written = group.get(0) instanceof Op.Task<?> task ? task(to, task) : write(to, group);
            FaultPoint.BEFORE_COMMIT.hit();
            to.connection.commit();
            meter.committed(group.size(), System.nanoTime() - start);
            return written.answers(listener);
        } catch (SQLException | RuntimeException e) {
            drop(e);
            throw e;
        }
    }

    /** What a transaction wrote; told to others only after its commit. */
    private record Written(List<Acceptance> acceptances, Set<String> released, Runnable promises) {
        Runnable answers(CommitListener listener) {
            return () -> {
                promises.run();
                if (!acceptances.isEmpty()) {
                    listener.accepted(acceptances);
                }
                released.forEach(listener::released);
            };
        }
    }

    private <T> Written task(Open to, Op.Task<T> task) throws SQLException {
        T result = task.work().run(to.connection, database.dialect());
        return new Written(List.of(), Set.of(), () -> task.done().complete(result));
    }

    private Written write(Open to, List<Op> group) throws SQLException {
        List<io.tidegate.event.Event> events = new ArrayList<>();
        List<DeliveryRecord> records = new ArrayList<>();
        for (Op op : group) {
            if (op instanceof Op.Accept accept) {
                events.addAll(accept.events());
            } else if (op instanceof Op.Record r) {
                records.add(r.entry());
            }
        }
        List<Acceptance> accepted =
                events.isEmpty() ? List.of() : to.accept.accept(events, ids, counts, subscriptions, clock.millis());
        Set<String> released = records.isEmpty() ? Set.of() : to.record.store(records, counts);
        return new Written(accepted, released, () -> keepPromises(group, accepted));
    }

    private static void keepPromises(List<Op> group, List<Acceptance> accepted) {
        int from = 0;
        for (Op op : group) {
            if (op instanceof Op.Accept accept) {
                int to = from + accept.events().size();
                accept.done().complete(accepted.subList(from, to));
                from = to;
            } else if (op instanceof Op.Record r) {
                r.done().complete(null);
            }
        }
    }

    private Open open() throws SQLException {
        if (open == null) {
            Connection connection = database.openWriter();
            loadCounts(connection);
            open =
                    new Open(
                            connection,
                            new SqlAccept(connection),
                            new SqlRecord(connection, database.dialect()));
        }
        return open;
    }

    /** After any failure the connection is not trusted, and neither is what was counted beside it. */
    private void drop(Exception cause) {
        if (open != null) {
            try (Connection connection = open.connection) {
                connection.rollback();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
            open = null;
        }
    }

    private void loadCounts(Connection connection) throws SQLException {
        counts.clear();
        for (String unfinished : List.of("blocked = 1", "status IN ('pending', 'waiting') AND blocked = 0")) {
            try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT connector, subject_hash, count(*) FROM delivery WHERE "
                                            + unfinished
                                            + " AND subject_hash <> 0 GROUP BY connector, subject_hash");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    counts.load(rows.getString(1), rows.getLong(2), rows.getInt(3));
                }
            }
        }
        connection.commit();
    }

    private long lastId() throws SQLException {
        long last = 0;
        try (Connection connection = database.readers().getConnection()) {
            for (String column : List.of("max(id) FROM delivery", "max(seq) FROM event", "max(id) FROM failed_query")) {
                try (PreparedStatement select = connection.prepareStatement("SELECT " + column);
                        ResultSet rows = select.executeQuery()) {
                    rows.next();
                    last = Math.max(last, rows.getLong(1));
                }
            }
        }
        return last;
    }

    void close() {
        drop(new IllegalStateException("closed"));
    }
}
