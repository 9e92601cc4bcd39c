package io.tidegate.journal;

import io.tidegate.event.Event;
import io.tidegate.journal.DeliveryRecord.Made;
import io.tidegate.journal.Subscriptions.Subscription;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An open journal whose connectors are named by the event's type, {@code "crm+mail"}; a name that
 * begins with {@code ~} has no order, and the type {@code poison} makes a bug. What listeners hear
 * is kept.
 */
final class JournalUnderTest implements AutoCloseable {
    final SqlDatabase database;
    final SqlJournal journal;
    final List<Acceptance> heard = new CopyOnWriteArrayList<>();
    final List<String> released = new CopyOnWriteArrayList<>();

    /** What other nodes had stored, with all that it takes to begin. */
    final List<Due> tookIn = new CopyOnWriteArrayList<>();

    final AtomicInteger restored = new AtomicInteger();

    JournalUnderTest(JournalSettings settings, Clock clock) {
        this(SqlDatabase.open(settings), settings.maxWaiting(), clock);
    }

    JournalUnderTest(SqlDatabase database, Clock clock) {
        this(database, JournalSettings.DEFAULT_MAX_WAITING, clock);
    }

    private JournalUnderTest(SqlDatabase database, int maxWaiting, Clock clock) {
        this(database, Holding.everything(), maxWaiting, clock);
    }

    /** Of one node of several. */
    JournalUnderTest(SqlDatabase database, Holding holding, Clock clock) {
        this(database, holding, JournalSettings.DEFAULT_MAX_WAITING, clock);
    }

    private JournalUnderTest(SqlDatabase database, Holding holding, int maxWaiting, Clock clock) {
        this.database = database;
        SqlJournal.Partners partners =
                new SqlJournal.Partners(
                        JournalUnderTest::subscriptions,
                        listener(),
                        (operations, nanos) -> {},
                        clock);
        journal = new SqlJournal(database, partners, holding, maxWaiting);
    }

    private static List<Subscription> subscriptions(String type) {
        if (type.equals("poison")) {
            throw new IllegalArgumentException("poison");
        }
        List<Subscription> subscriptions = new ArrayList<>();
        for (String connector : type.split("\\+")) {
            if (!connector.equals("nobody")) {
                subscriptions.add(new Subscription(connector, !connector.startsWith("~")));
            }
        }
        return subscriptions;
    }

    private CommitListener listener() {
        return new CommitListener() {
            @Override
            public void accepted(List<Acceptance> acceptances) {
                heard.addAll(acceptances);
            }

            @Override
            public void released(String connector) {
                released.add(connector);
            }

            @Override
            public void tookIn(List<Due> deliveries) {
                tookIn.addAll(deliveries);
            }

            @Override
            public void restored() {
                restored.incrementAndGet();
            }
        };
    }

    List<Acceptance> accept(Event... events) {
        return await(journal.accept(List.of(events)));
    }

    /** Accepts one event for one connector. */
    DeliveryRef delivery(Event event) {
        return accept(event).get(0).deliveries().get(0).ref();
    }

    void record(DeliveryRef ref, Change change, Made made, long at) {
        await(journal.record(new DeliveryRecord(ref, change, made, at)));
    }

    void delivered(DeliveryRef ref, long at) {
        record(ref, new Change.Delivered(null), new Made(1, null, null, false), at);
    }

    /** The ids of deliveries that may be sent, as the journal gives them out. */
    List<Long> dueIds(String connector, long now) {
        return journal.due(connector, now, 100).stream().map(due -> due.ref().id()).toList();
    }

    /** Rows as column → value; times and bytes as the driver gives them. */
    List<Map<String, Object>> rows(String sql) {
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            List<Map<String, Object>> found = new ArrayList<>();
            while (rows.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.put(rows.getMetaData().getColumnName(i), rows.getObject(i));
                }
                found.add(row);
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void update(String sql) {
        await(
                journal.change(
                        (connection, dialect) -> {
                            try (PreparedStatement update = connection.prepareStatement(sql)) {
                                return update.executeUpdate();
                            }
                        }));
    }

    long count(String from) {
        return ((Number) rows("SELECT count(*) AS n FROM " + from).get(0).get("n")).longValue();
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException("no answer from the journal", e);
        }
    }

    static Event event(String id, String type, String subject) {
        return event(
                id, type, subject, "{\"n\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static Event event(String id, String type, String subject, byte[] data) {
        var optional = Event.Attributes.Optional.NONE;
        return new Event(
                new Event.Attributes(
                        id, "urn:test", type, subject, "2026-01-31T12:00:00Z", optional),
                data);
    }

    @Override
    public void close() {
        journal.close();
    }
}
