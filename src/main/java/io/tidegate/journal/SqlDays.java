package io.tidegate.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL: the tables that grow with each event are divided by the days (UTC) of their ids. Each
 * day has tables of its own, made ahead; ids without one lie in {@code …_rest}, what was stored
 * before there were days in {@code …_first}.
 */
final class SqlDays {
    private static final Logger LOG = LoggerFactory.getLogger(SqlDays.class);

    /** Today's and those of the days after it; a dump that takes long may stand in the way. */
    private static final int MADE = 4;

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final Pattern BOUNDS =
            Pattern.compile("FROM \\((MINVALUE|'\\d+')\\) TO \\('(\\d+)'\\)");

    /**
     * Who wants such a table to itself makes others wait behind it: not for long. It is longer than
     * PostgreSQL's {@code deadlock_timeout}, after which a vacuum gives way; any other reader that
     * takes longer puts it off.
     */
    private static final String SHORT_WAIT = "SET LOCAL lock_timeout = '2s'";

    /** Any number; the same on all nodes. */
    private static final long LOCK = 0x7469646567617465L;

    static final Divided EVENT = new Divided("event", "seq");
    static final Divided DELIVERY = new Divided("delivery", "id");

    /** All but the events'; their ids are deliveries'. */
    static final List<Divided> OF_DELIVERIES =
            List.of(
                    DELIVERY,
                    new Divided("attempt", "delivery"),
                    new Divided("request", "delivery"),
                    new Divided("response", "delivery"),
                    new Divided("delivery_note", "delivery"));

    /**
     * @param id the column that divides it
     */
    record Divided(String name, String id) {}

    /**
     * A part of a table.
     *
     * @param suffix of its name, such as {@code 20261127}
     * @param from the lowest id that may be in it; {@link Long#MIN_VALUE} if none is too low
     * @param to the id beyond its highest
     */
    record Day(String suffix, long from, long to) {
        String table(Divided divided) {
            return divided.name() + "_" + suffix;
        }

        boolean isFirst() {
            return from == Long.MIN_VALUE;
        }
    }

    private SqlDays() {}

    /**
     * Makes the tables of today and the next days that are not there, in the caller's transaction.
     *
     * @param now ms since 1970
     * @return how many days were made
     */
    static int make(Connection connection, long now) throws SQLException {
        int made = 0;
        for (int i = 0; i < MADE; i++) {
            LocalDate date =
                    LocalDate.ofInstant(Instant.ofEpochMilli(now + i * DAY_MILLIS), ZoneOffset.UTC);
            if (isWanted(connection, date)) {
                make(connection, date);
                made++;
            }
        }
        return made;
    }

    /** The database's time, ms since 1970. */
    static long now(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Day day(LocalDate date) {
        long begin = date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return new Day(
                date.format(DateTimeFormatter.BASIC_ISO_DATE),
                Ids.lowestOf(begin),
                Ids.lowestOf(begin + DAY_MILLIS));
    }

    /** Another node may be about to make them: whoever has the lock looks again. */
    private static boolean isWanted(Connection connection, LocalDate date) throws SQLException {
        Day day = day(date);
        if (isThere(connection, day)) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(SHORT_WAIT);
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
        }
        return !isThere(connection, day);
    }

    private static boolean isThere(Connection connection, Day day) throws SQLException {
        return days(connection, DELIVERY).stream()
                .anyMatch(other -> other.from() <= day.from() && other.to() >= day.to());
    }

    private static void make(Connection connection, LocalDate date) throws SQLException {
        Day day = day(date);
        List<Divided> all = new ArrayList<>(OF_DELIVERIES);
        all.add(0, EVENT);
        for (Divided divided : all) {
            if (hasRest(connection, divided, day)) {
                LOG.warn(
                        "{}_rest has rows of {}, whose table was not there when they came; they stay there, and so do"
                                + " those that come",
                        divided.name(),
                        date);
                return;
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (Divided divided : all) {
                statement.execute(
                        "CREATE TABLE %s PARTITION OF %s FOR VALUES FROM (%d) TO (%d) %s"
                                .formatted(
                                        day.table(divided),
                                        divided.name(),
                                        day.from(),
                                        day.to(),
                                        divided == DELIVERY ? "" : INSERTED_ONLY));
            }
        }
    }

    /** They are dropped before a vacuum would do them any good. */
    private static final String INSERTED_ONLY = "WITH (autovacuum_vacuum_insert_threshold = -1)";

    private static boolean hasRest(Connection connection, Divided divided, Day day)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT 1 FROM %s_rest WHERE %s >= ? AND %s < ? LIMIT 1"
                                .formatted(divided.name(), divided.id(), divided.id()))) {
            select.setLong(1, day.from());
            select.setLong(2, day.to());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The parts that a table has, but its {@code …_rest}, oldest first. */
    static List<Day> days(Connection connection, Divided divided) throws SQLException {
        List<Day> days = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i"
                                + " JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = CAST(? AS regclass)")) {
            select.setString(1, divided.name());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Matcher bounds = BOUNDS.matcher(row.getString(2));
                    if (bounds.find()) {
                        days.add(
                                day(
                                        row.getString(1).substring(divided.name().length() + 1),
                                        bounds));
                    }
                }
            }
        }
        days.sort(Comparator.comparingLong(Day::from));
        return days;
    }

    private static Day day(String suffix, Matcher bounds) {
        String from = bounds.group(1).replace("'", "");
        return new Day(
                suffix,
                from.equals("MINVALUE") ? Long.MIN_VALUE : Long.parseLong(from),
                Long.parseLong(bounds.group(2)));
    }

    /** What is to be kept of a day, asked when nobody else can reach its tables any more. */
    @FunctionalInterface
    interface Kept {
        Set<Long> ids() throws SQLException;
    }

    /**
     * Takes a day out of the tables and drops it, in the caller's transaction; what is kept lies in
     * {@code …_rest} from then on.
     */
    static void drop(Connection connection, List<Divided> tables, Day day, Kept kept)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SHORT_WAIT);
            for (Divided divided : tables) {
                statement.execute(
                        "ALTER TABLE %s DETACH PARTITION %s"
                                .formatted(divided.name(), day.table(divided)));
            }
            List<Long> ids = List.copyOf(kept.ids());
            for (Divided divided : tables) {
                keep(connection, divided, day, ids);
                statement.execute("DROP TABLE " + day.table(divided));
            }
        }
    }

    private static void keep(Connection connection, Divided divided, Day day, List<Long> kept)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO %s SELECT * FROM %s WHERE %s = ANY (?)"
                                .formatted(divided.name(), day.table(divided), divided.id()))) {
            insert.setArray(1, connection.createArrayOf("bigint", kept.toArray()));
            insert.executeUpdate();
        }
    }
}
