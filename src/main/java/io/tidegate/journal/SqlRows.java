package io.tidegate.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One statement for many rows. SQLite, which runs in this process, carries it out for one row after
 * the other; PostgreSQL gets all rows at once, each column as an array, since a statement costs it
 * more than a row.
 *
 * <p>A row is set value by value, in the order of its columns, then {@link #add added}.
 */
abstract class SqlRows implements AutoCloseable {
    final PreparedStatement statement;
    private int size;

    private SqlRows(PreparedStatement statement) {
        this.statement = statement;
    }

    /**
     * @param type as PostgreSQL names it: bigint, integer, text, bytea, timestamptz
     */
    record Column(String name, String type) {}

    /** Of text such as {@code id bigint, status text}. */
    static List<Column> columns(String text) {
        return Arrays.stream(text.split(", *"))
                .map(column -> column.split(" "))
                .map(words -> new Column(words[0], words[1]))
                .toList();
    }

    /** Inserts rows; those whose key is there already stay as they are. */
    static SqlRows insert(Connection connection, SqlDialect dialect, String table, String columns)
            throws SQLException {
        return insert(connection, dialect, table, columns, " ON CONFLICT DO NOTHING");
    }

    /**
     * @param end of the statement, such as what to do with a row whose key is there
     */
    static SqlRows insert(
            Connection connection, SqlDialect dialect, String table, String columns, String end)
            throws SQLException {
        List<Column> each = columns(columns);
        String names = each.stream().map(Column::name).collect(Collectors.joining(", "));
        String into = "INSERT INTO " + table + " (" + names + ")";
        return dialect.isShared()
                ? new AtOnce(connection, into + " SELECT * FROM " + unnest(each) + end, each)
                : new OneByOne(connection, into + " VALUES (" + marks(each.size()) + ")" + end);
    }

    /**
     * Updates the row of each id.
     *
     * @param columns the values of a row, {@code id bigint} among them
     * @param set assignments, with {@code :name} for the value of a column
     * @param where beside {@code id = :id}
     */
    static SqlRows update(
            Connection connection,
            SqlDialect dialect,
            String table,
            String columns,
            String set,
            String where)
            throws SQLException {
        List<Column> each = columns(columns);
        if (dialect.isShared()) {
            String to = "UPDATE " + table + " SET " + set;
            String of = " WHERE " + table + ".id = :id" + where;
            String sql = named(to + " FROM " + unnest(each) + of, each, "r.new_");
            return new AtOnce(connection, sql + " RETURNING " + table + ".id", each);
        }
        String sql = "UPDATE " + table + " SET " + set + " WHERE id = :id" + where;
        Map<String, Integer> places = new HashMap<>();
        each.forEach(column -> places.put(column.name(), places.size() + 1));
        for (Map.Entry<String, Integer> place : places.entrySet()) {
            sql = sql.replaceAll(":" + place.getKey() + "\\b", "?" + place.getValue());
        }
        return new OneByOne(connection, sql);
    }

    /**
     * Lets the first go that waits for an earlier delivery of its subject; a row is {@code at},
     * connector, subject. No subject may be twice among the rows that are written together.
     */
    static SqlRows unblock(Connection connection, SqlDialect dialect) throws SQLException {
        List<Column> each = columns("at bigint, connector text, subject bigint");
        String first =
                "(SELECT min(d.id) FROM delivery d WHERE d.connector = %s AND d.subject_hash = %s AND d.blocked = 1"
                        + " AND d.handed_over = 0)";
        return dialect.isShared()
                ? new AtOnce(
                        connection,
                        "UPDATE delivery SET blocked = 0, due_at = f.at FROM (SELECT r.new_at AS at, "
                                + first.formatted("r.new_connector", "r.new_subject")
                                + " AS id FROM "
                                + unnest(each)
                                + " OFFSET 0) f WHERE delivery.id = f.id",
                        each)
                : new OneByOne(
                        connection,
                        "UPDATE delivery SET blocked = 0, due_at = ? WHERE id = "
                                + first.formatted("?", "?"));
    }

    private static String named(String sql, List<Column> columns, String prefix) {
        String named = sql;
        for (Column column : columns) {
            named = named.replaceAll("(?<!:):" + column.name() + "\\b", prefix + column.name());
        }
        return named;
    }

    /** The rows as a table {@code r}, its columns called {@code new_…}. */
    static String unnest(List<Column> columns) {
        return columns.stream()
                        .map(column -> "?::" + column.type() + "[]")
                        .collect(Collectors.joining(", ", "unnest(", ")"))
                + columns.stream()
                        .map(column -> "new_" + column.name())
                        .collect(Collectors.joining(", ", " AS r (", ")"));
    }

    private static String marks(int count) {
        return String.join(", ", java.util.Collections.nCopies(count, "?"));
    }

    abstract SqlRows set(@Nullable String value) throws SQLException;

    abstract SqlRows set(byte @Nullable [] value) throws SQLException;

    abstract SqlRows set(long value) throws SQLException;

    abstract SqlRows set(int value) throws SQLException;

    abstract SqlRows setOrNull(@Nullable Long value) throws SQLException;

    abstract SqlRows setOrNull(@Nullable Integer value) throws SQLException;

    /** A time as failed_query keeps it. */
    abstract SqlRows setTime(@Nullable Object value) throws SQLException;

    /** The row is complete. */
    final void add() throws SQLException {
        addRow();
        size++;
    }

    final int size() {
        return size;
    }

    /** Carries it out for all rows added, if any. */
    final void write() throws SQLException {
        if (size > 0) {
            size = 0;
            writeRows();
        }
    }

    /**
     * Carries it out, and tells of each row whether it changed something.
     *
     * @param ids of the rows, in their order; none twice
     */
    final boolean[] changed(List<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return new boolean[0];
        }
        size = 0;
        return changedRows(ids);
    }

    abstract void addRow() throws SQLException;

    abstract void writeRows() throws SQLException;

    abstract boolean[] changedRows(List<Long> ids) throws SQLException;

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    private static final class OneByOne extends SqlRows {
        private int column;

        OneByOne(Connection connection, String sql) throws SQLException {
            super(connection.prepareStatement(sql));
        }

        @Override
        SqlRows set(@Nullable String value) throws SQLException {
            statement.setString(++column, value);
            return this;
        }

        @Override
        SqlRows set(byte @Nullable [] value) throws SQLException {
            statement.setBytes(++column, value);
            return this;
        }

        @Override
        SqlRows set(long value) throws SQLException {
            statement.setLong(++column, value);
            return this;
        }

        @Override
        SqlRows set(int value) throws SQLException {
            statement.setInt(++column, value);
            return this;
        }

        @Override
        SqlRows setOrNull(@Nullable Long value) throws SQLException {
            statement.setObject(++column, value, Types.BIGINT);
            return this;
        }

        @Override
        SqlRows setOrNull(@Nullable Integer value) throws SQLException {
            statement.setObject(++column, value, Types.INTEGER);
            return this;
        }

        @Override
        SqlRows setTime(@Nullable Object value) throws SQLException {
            statement.setObject(++column, value);
            return this;
        }

        @Override
        void addRow() throws SQLException {
            column = 0;
            statement.addBatch();
        }

        @Override
        void writeRows() throws SQLException {
            statement.executeBatch();
        }

        @Override
        boolean[] changedRows(List<Long> ids) throws SQLException {
            int[] counts = statement.executeBatch();
            boolean[] changed = new boolean[counts.length];
            for (int i = 0; i < counts.length; i++) {
                changed[i] = counts[i] > 0;
            }
            return changed;
        }
    }

    private static final class AtOnce extends SqlRows {
        private final List<Column> columns;
        private final List<List<@Nullable Object>> values = new ArrayList<>();
        private int column;

        AtOnce(Connection connection, String sql, List<Column> columns) throws SQLException {
            super(connection.prepareStatement(sql));
            this.columns = columns;
            columns.forEach(one -> values.add(new ArrayList<>()));
        }

        private SqlRows put(@Nullable Object value) {
            values.get(column++).add(value);
            return this;
        }

        @Override
        SqlRows set(@Nullable String value) {
            return put(value);
        }

        @Override
        SqlRows set(byte @Nullable [] value) {
            return put(value);
        }

        @Override
        SqlRows set(long value) {
            return put(value);
        }

        @Override
        SqlRows set(int value) {
            return put(value);
        }

        @Override
        SqlRows setOrNull(@Nullable Long value) {
            return put(value);
        }

        @Override
        SqlRows setOrNull(@Nullable Integer value) {
            return put(value);
        }

        @Override
        SqlRows setTime(@Nullable Object value) {
            return put(value == null ? null : value.toString());
        }

        @Override
        void addRow() {
            column = 0;
        }

        @Override
        void writeRows() throws SQLException {
            bind();
            statement.execute();
        }

        @Override
        boolean[] changedRows(List<Long> ids) throws SQLException {
            bind();
            Set<Long> found = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
            boolean[] changed = new boolean[ids.size()];
            for (int i = 0; i < changed.length; i++) {
                changed[i] = found.contains(ids.get(i));
            }
            return changed;
        }

        private void bind() throws SQLException {
            for (int i = 0; i < columns.size(); i++) {
                statement.setArray(i + 1, array(columns.get(i).type(), values.get(i)));
                values.get(i).clear();
            }
        }

        private Array array(String type, List<@Nullable Object> of) throws SQLException {
            Connection connection = statement.getConnection();
            return switch (type) {
                case "bigint" -> connection.createArrayOf(type, of.toArray(new Long[0]));
                case "integer" -> connection.createArrayOf(type, of.toArray(new Integer[0]));
                case "bytea" -> connection.createArrayOf(type, of.toArray(new byte[0][]));
                default -> connection.createArrayOf("text", of.toArray(new String[0]));
            };
        }
    }
}
