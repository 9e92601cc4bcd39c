package io.tidegate.node;

import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.Topic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nodes tell each other by LISTEN and NOTIFY. A notice may be lost with its connection, so
 * what it is about is looked at each {@value #LOOK_MILLIS} ms too.
 */
public final class SqlSignals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqlSignals.class);

    /** The channel; its words are this one, or a topic's. */
    private static final String HANDED_OVER = "handed-over";

    private static final int LOOK_MILLIS = 500;
    private static final long NOTIFY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final SqlDatabase database;
    private final Runnable takeIn;
    private final Map<Topic, Runnable> readers = new EnumMap<>(Topic.class);
    private final Map<String, Long> known = new HashMap<>();
    private final Thread listening;
    private final Thread telling;
    private @Nullable Connection teller;
    private volatile boolean toTell;
    private volatile boolean closed;
    private boolean isDeaf;

    /**
     * @param takeIn looks for what others have stored for this node
     */
    public SqlSignals(SqlDatabase database, Runnable takeIn) {
        this.database = database;
        this.takeIn = takeIn;
        this.listening = new Thread(this::listen, "node-listen");
        this.telling = new Thread(this::tell, "node-tell");
        listening.setDaemon(true);
        telling.setDaemon(true);
    }

    /**
     * What another node has changed is read anew by this; also what this one has changed itself.
     */
    public SqlSignals on(Topic topic, Runnable read) {
        readers.put(topic, read);
        return this;
    }

    public void start() {
        listening.start();
        telling.start();
    }

    /** Tells the others that something is stored for them; returns at once. */
    public void handedOver() {
        toTell = true;
        LockSupport.unpark(telling);
    }

    private void tell() {
        while (!closed) {
            if (!toTell) {
                LockSupport.park(this);
                continue;
            }
            toTell = false;
            try {
                Connection connection = teller();
                try (Statement notify = connection.createStatement()) {
                    notify.execute("SELECT pg_notify('tidegate', '" + HANDED_OVER + "')");
                }
                LockSupport.parkNanos(this, NOTIFY_NANOS);
            } catch (SQLException e) { // they look by themselves, too
                close(teller);
                teller = null;
                LockSupport.parkNanos(this, AGAIN_NANOS);
            }
        }
        close(teller);
    }

    /** A notice is no promise: nobody waits for the disk. */
    private Connection teller() throws SQLException {
        if (teller == null) {
            Connection opened = database.openBeside();
            teller = opened;
            try (Statement set = opened.createStatement()) {
                set.execute("SET synchronous_commit = off");
            }
        }
        return teller;
    }

    private void listen() {
        while (!closed) {
            try (Connection connection = database.openBeside();
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN tidegate");
                isDeaf = false;
                hear(connection);
            } catch (SQLException e) {
                if (!isDeaf && !closed) {
                    LOG.warn(
                            "changes of other nodes cannot be heard: {}; tried again",
                            e.getMessage());
                    isDeaf = true;
                }
                LockSupport.parkNanos(this, AGAIN_NANOS);
            } catch (RuntimeException e) {
                LOG.error("a bug in what hears of other nodes' changes; it goes on", e);
                LockSupport.parkNanos(this, AGAIN_NANOS);
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection channel = connection.unwrap(PGConnection.class);
        long looked = 0;
        boolean first = true;
        while (!closed) {
            PGNotification[] heard = first ? null : channel.getNotifications(LOOK_MILLIS);
            boolean isTopic = false;
            boolean isWork = false;
            for (PGNotification one : heard == null ? new PGNotification[0] : heard) {
                isWork |= HANDED_OVER.equals(one.getParameter());
                isTopic |= !HANDED_OVER.equals(one.getParameter());
            }
            boolean isTime =
                    first
                            || System.nanoTime() - looked
                                    >= TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
            if (isWork || isTime) {
                takeIn.run();
            }
            if (isTopic || isTime) {
                looked = System.nanoTime();
                read(connection);
            }
            first = false;
        }
    }

    private void read(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT topic, version FROM shared_version")) {
            while (rows.next()) {
                long version = rows.getLong(2);
                Long before = known.put(rows.getString(1), version);
                if (before == null || before != version) {
                    read(rows.getString(1));
                }
            }
        }
    }

    private void read(String word) {
        for (Map.Entry<Topic, Runnable> one : readers.entrySet()) {
            if (one.getKey().word().equals(word)) {
                try {
                    one.getValue().run();
                } catch (RuntimeException e) {
                    known.remove(word); // read again at the next look
                    LOG.warn(
                            "what another node changed ({}) cannot be read now, tried again: {}",
                            word,
                            e.getMessage());
                }
            }
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // it is given up
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(telling);
        LockSupport.unpark(listening);
        try {
            telling.join(2_000);
            listening.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
