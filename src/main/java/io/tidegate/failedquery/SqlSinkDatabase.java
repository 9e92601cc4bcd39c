package io.tidegate.failedquery;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database that {@code TIDEGATE_SINK_DATABASE_URL} names; it may be down at the start. */
public final class SqlSinkDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 2;
    private static final long PATIENCE_MILLIS = 10_000;

    private final HikariDataSource pool;

    private SqlSinkDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * @throws IllegalStateException if no driver on board takes the URL
     */
    public static SqlSinkDatabase of(String url) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "tidegate.sink-database-url begins with \""
                            + url.replaceAll("^(jdbc:[^:]*:).*", "$1")
                            + "\", for which there is no driver on board: jdbc:sqlite: and"
                            + " jdbc:postgresql: are, others are put on the class path. Tidegate does not start",
                    e);
        }
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("sink");
        pool.setJdbcUrl(url);
        pool.setInitializationFailTimeout(-1);
        pool.setMinimumIdle(0);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(PATIENCE_MILLIS);
        return new SqlSinkDatabase(pool);
    }

    public DataSource pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
