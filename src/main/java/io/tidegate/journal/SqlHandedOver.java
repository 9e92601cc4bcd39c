package io.tidegate.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What nodes say to each other in the tables of the journal, within the writer's transactions:
 * whether this node is still one of them, which partitions it takes and gives up, and what others
 * have stored for its partitions. PostgreSQL alone.
 */
final class SqlHandedOver implements AutoCloseable {
    /** Deliveries; the writer has other work than to read more. */
    static final int MOST_READ = 1_000;

    /** Rows that are in memory at once while their bytes are counted. */
    private static final int FETCHED = 100;

    private final Connection connection;
    private final PreparedStatement state;
    private final PreparedStatement find;
    private final PreparedStatement read;
    private final SqlRows take;
    private final SqlDueRows dueRows;

    /**
     * How things stand as a transaction begins.
     *
     * @param isMember the node's membership stands, and will until this transaction ends
     * @param lastId the highest id of an event or a delivery that anybody has committed
     * @param isHandedOver somebody has stored something for another node
     */
    record State(boolean isMember, long lastId, boolean isHandedOver) {}

    /**
     * What was taken in and waits for nobody.
     *
     * @param read may begin after the commit
     * @param unread connectors of which there is more, in the journal
     */
    record TakenIn(List<Due> read, Set<String> unread) {
        static final TakenIn NOTHING = new TakenIn(List.of(), Set.of());

        TakenIn and(TakenIn more) {
            List<Due> all = new ArrayList<>(read);
            all.addAll(more.read);
            Set<String> connectors = new HashSet<>(unread);
            connectors.addAll(more.unread);
            return new TakenIn(all, connectors);
        }
    }

    SqlHandedOver(Connection connection, Payloads payloads) throws SQLException {
        this.connection = connection;
        this.dueRows = new SqlDueRows(payloads);
        state =
                connection.prepareStatement(
                        "SELECT EXISTS (SELECT 1 FROM (SELECT 1 FROM node WHERE epoch = ? FOR KEY SHARE) n),"
                                + " GREATEST((SELECT max(seq) FROM event), (SELECT max(id) FROM delivery), 0),"
                                + " EXISTS (SELECT 1 FROM delivery WHERE handed_over = 1)");
        String handedOver =
                "d.handed_over = 1 AND " + SqlPartition.OF_DELIVERY + " = ANY (?) ORDER BY d.id";
        find =
                connection.prepareStatement(
                        "SELECT d.id, d.connector, d.subject_hash FROM delivery d WHERE "
                                + handedOver);
        read =
                connection.prepareStatement(
                        SqlDueRows.SELECT + handedOver + " LIMIT " + (MOST_READ + 1));
        read.setFetchSize(FETCHED);
        take =
                SqlRows.update(
                        connection,
                        SqlDialect.POSTGRESQL,
                        "delivery",
                        "blocked integer, id bigint",
                        "handed_over = 0, blocked = :blocked",
                        "");
    }

    /** Whoever ends this membership waits for the end of this transaction. */
    State state(long epoch) throws SQLException {
        state.setLong(1, epoch);
        try (ResultSet row = state.executeQuery()) {
            row.next();
            return new State(row.getBoolean(1), row.getLong(2), row.getBoolean(3));
        }
    }

    /**
     * Takes in what is stored for these partitions, in the order of its acceptance. What is not
     * much comes as it is read, as if it had been accepted here.
     */
    TakenIn takeIn(BitSet partitions, SubjectCounts counts) throws SQLException {
        Map<Long, Due> due = new HashMap<>();
        List<DeliveryRef> found = read(partitions, due);
        List<Due> free = new ArrayList<>();
        Set<String> unread = new HashSet<>();
        for (DeliveryRef ref : found) {
            boolean blocked =
                    ref.subjectHash() != 0 && counts.add(ref.connector(), ref.subjectHash());
            take.set(blocked ? 1 : 0).set(ref.id()).add();
            Due one = due.get(ref.id());
            if (!blocked && one != null) {
                free.add(one);
            } else if (!blocked) {
                unread.add(ref.connector());
            }
        }
        take.write();
        return new TakenIn(free, unread);
    }

    /**
     * @param due is given what can be read of them, unless it is too much
     */
    private List<DeliveryRef> read(BitSet partitions, Map<Long, Due> due) throws SQLException {
        List<DeliveryRef> found = new ArrayList<>();
        long bytes = 0;
        read.setArray(1, array(connection, partitions));
        try (ResultSet rows = read.executeQuery()) {
            while (rows.next()) {
                found.add(SqlDueRows.ref(rows));
                Due one = dueRows.readOrNull(rows);
                if (one != null) {
                    due.put(one.ref().id(), one);
                    bytes += one.event().weight();
                }
                if (found.size() > MOST_READ || bytes > Journal.MAX_READ) {
                    due.clear();
                    return find(partitions);
                }
            }
        }
        return found;
    }

    private List<DeliveryRef> find(BitSet partitions) throws SQLException {
        List<DeliveryRef> found = new ArrayList<>();
        find.setArray(1, array(connection, partitions));
        try (ResultSet rows = find.executeQuery()) {
            while (rows.next()) {
                found.add(SqlDueRows.ref(rows));
            }
        }
        return found;
    }

    static Array array(Connection connection, BitSet partitions) throws SQLException {
        return connection.createArrayOf("bigint", partitions.stream().boxed().toArray());
    }

    /** Those that are this membership's. */
    BitSet owned(long epoch) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT partition FROM partition_lease WHERE epoch = ?")) {
            select.setLong(1, epoch);
            return partitions(select);
        }
    }

    private static BitSet partitions(PreparedStatement statement) throws SQLException {
        BitSet found = new BitSet();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.set(rows.getInt(1));
            }
        }
        return found;
    }

    /** They are nobody's from the commit on. */
    void release(long epoch, BitSet partitions) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE partition_lease SET epoch = NULL WHERE epoch = ? AND partition = ANY (?)")) {
            update.setLong(1, epoch);
            update.setArray(2, array(connection, partitions));
            update.executeUpdate();
        }
    }

    /**
     * Takes so many that are nobody's, and those that are this membership's without its knowing,
     * since the answer to an earlier commit was lost.
     */
    BitSet claim(long epoch, int atMost, BitSet held) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE partition_lease SET epoch = ? WHERE partition IN (SELECT partition FROM partition_lease"
                                + " WHERE epoch IS NULL OR (epoch = ? AND NOT partition = ANY (?))"
                                + " ORDER BY epoch, partition LIMIT ? FOR UPDATE SKIP LOCKED) RETURNING partition")) {
            update.setLong(1, epoch);
            update.setLong(2, epoch);
            update.setArray(3, array(connection, held));
            update.setInt(4, atMost);
            return partitions(update);
        }
    }

    @Override
    public void close() throws SQLException {
        state.close();
        find.close();
        read.close();
        take.close();
    }
}
