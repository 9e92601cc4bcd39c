package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.failedquery.SqlFailedQueries;
import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.journal.RealPostgres;
import io.tidegate.journal.SqlDialect;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What PostgreSQL looked at is told by EXPLAIN ANALYZE of each statement. */
class PostgresqlLongListsTest extends LongListsContract {
    private static final Pattern SCAN =
            Pattern.compile(
                    "Scan .*actual rows=([0-9]+)(?:\\.[0-9]+)? loops=([0-9]+)\\)(?s:.*?)(?=\n[^\n]*->|$)");
    private static final Pattern REMOVED =
            Pattern.compile("Rows Removed by (?:Filter|Index Recheck): ([0-9]+)");

    private static final String URL = RealPostgres.freshDatabase();

    private static StoredDeliveries stored;

    @BeforeAll
    static void fill() throws SQLException {
        stored = new StoredDeliveries(URL);
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            fill(
                    connection,
                    "INSERT INTO event_key (id, source, seq) SELECT id, source, seq FROM event");
            statement.execute("ANALYZE");
        }
    }

    @AfterAll
    static void close() {
        stored.close();
    }

    @Override
    SqlDialect dialect() {
        return SqlDialect.POSTGRESQL;
    }

    @Override
    SqlFailedQueries failedQueries() {
        return stored.failedQueries;
    }

    @Override
    <T> T reading(long mostScanned, SqlReader.Reading<T> reading) throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL)) {
            SqlReader.begin(connection, SqlDialect.POSTGRESQL);
            List<String> executed = new ArrayList<>();
            T read = reading.from(noting(connection, executed));
            long scanned = 0;
            StringBuilder plans = new StringBuilder();
            for (String sql : executed) {
                String plan = plan(connection, sql);
                plans.append(sql).append('\n').append(plan);
                scanned += scanned(plan);
            }
            assertThat(scanned).as(plans.toString()).isLessThanOrEqualTo(mostScanned);
            return read;
        }
    }

    /** pgjdbc's statements show themselves with their values. */
    private static Connection noting(Connection connection, List<String> executed) {
        return (Connection)
                Proxy.newProxyInstance(
                        PostgresqlLongListsTest.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            Object made = call(connection, method, arguments);
                            return made instanceof PreparedStatement statement
                                    ? noting(statement, executed)
                                    : made;
                        });
    }

    private static Object noting(PreparedStatement statement, List<String> executed) {
        return Proxy.newProxyInstance(
                PostgresqlLongListsTest.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("executeQuery")) {
                        executed.add(statement.toString());
                    }
                    return call(statement, method, arguments);
                });
    }

    private static Object call(Object on, java.lang.reflect.Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static String plan(Connection connection, String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Statement explain = connection.createStatement();
                ResultSet lines =
                        explain.executeQuery("EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) " + sql)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    private static long scanned(String plan) {
        long rows = 0;
        Matcher scan = SCAN.matcher(plan);
        while (scan.find()) {
            long loops = Long.parseLong(scan.group(2));
            rows += Math.max(1, Long.parseLong(scan.group(1))) * loops;
            Matcher removed = REMOVED.matcher(scan.group());
            while (removed.find()) {
                rows += Long.parseLong(removed.group(1)) * loops;
            }
        }
        return rows;
    }
}
