package io.tidegate.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the journal's database, brings its schema up to date, and hands out connections. */
public final class SqlDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqlDatabase.class);
    static final int READERS = 4;
    private static final int FLYWAY_NEEDS = 3;

    private final JournalSettings settings;
    private final SqlDialect dialect;
    private final HikariDataSource readers;
    private final Payloads payloads = new Payloads();
    private final @Nullable FileChannel file;
    private final @Nullable Object fileIdentity;
    private volatile List<String> moreOnWriter = List.of();

    private SqlDatabase(JournalSettings settings, SqlDialect dialect) {
        this.settings = settings;
        this.dialect = dialect;
        this.readers =
                pool(
                        settings,
                        "journal-read",
                        READERS,
                        dialect.connectionProperties(true),
                        dialect.readOnly());
        this.file = dialect == SqlDialect.SQLITE ? SqlFile.open(settings.url()) : null;
        this.fileIdentity = file == null ? null : SqlFile.identity(settings.url());
    }

    /**
     * @throws JournalUnavailable if it cannot be reached, or was written by a newer Tidegate
     */
    public static SqlDatabase open(JournalSettings settings) {
        return open(settings, List.of());
    }

    /**
     * @param more folders of migrations beside our own
     */
    static SqlDatabase open(JournalSettings settings, List<String> more) {
        SqlDialect dialect = SqlDialect.of(settings.url());
        createFile(settings, dialect);
        try (HikariDataSource once =
                pool(settings, "journal-migrate", FLYWAY_NEEDS, dialect.migrating(), null)) {
            migrate(once, dialect, more);
            makeDays(once, dialect);
            return new SqlDatabase(settings, dialect);
        } catch (FlywayException | HikariPool.PoolInitializationException e) {
            throw new JournalUnavailable(
                    "the journal at "
                            + settings.shownUrl()
                            + " cannot be opened: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void createFile(JournalSettings settings, SqlDialect dialect) {
        try {
            if (dialect == SqlDialect.SQLITE) {
                SqlFile.createDatabase(settings.url());
            }
        } catch (IOException | SQLException e) {
            throw new JournalUnavailable(
                    "the journal at " + settings.shownUrl() + " cannot be created: " + e, e);
        }
    }

    private static void migrate(DataSource dataSource, SqlDialect dialect, List<String> more) {
        List<String> folders = new ArrayList<>(more);
        folders.add("classpath:db/" + dialect.folder());
        Flyway flyway =
                Flyway.configure()
                        .dataSource(dataSource)
                        .locations(folders.toArray(String[]::new))
                        .table("schema_history")
                        .load();
        MigrationInfoService info = flyway.info(); // reads every migration
        MigrationInfo current = info.current();
        MigrationVersion known = MigrationVersion.EMPTY;
        for (MigrationInfo migration : info.all()) {
            if (migration.getVersion() != null
                    && !migration.getState().name().startsWith("FUTURE")) {
                known = migration.getVersion();
            }
        }
        if (current != null && current.getVersion().compareTo(known) > 0) {
            throw new JournalUnavailable(
                    "the journal has schema version "
                            + current.getVersion()
                            + ", this Tidegate knows up to "
                            + known
                            + ": it was written by a newer Tidegate, start that one; nothing was changed",
                    null);
        }
        flyway.migrate();
    }

    /** Should it not come to it now, retention does it, long before the days that are there end. */
    private static void makeDays(DataSource dataSource, SqlDialect dialect) {
        if (!dialect.isShared()) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            SqlDays.make(connection, SqlDays.now(connection));
            connection.commit();
            SqlLockRoom.warn(connection);
            connection.commit();
        } catch (SQLException e) {
            LOG.warn("the tables of the next days cannot be made now: {}", e.getMessage());
        }
    }

    private static HikariDataSource pool(
            JournalSettings settings,
            String name,
            int size,
            Properties properties,
            @Nullable String begin) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(5_000);
        config.setConnectionInitSql(begin);
        config.setDataSourceProperties(properties);
        return new HikariDataSource(config);
    }

    public SqlDialect dialect() {
        return dialect;
    }

    /** The one way of what events, requests and answers say into the tables, and out of them. */
    public Payloads payloads() {
        return payloads;
    }

    /** Connections that cannot write. */
    public DataSource readers() {
        return readers;
    }

    /**
     * More for writing connections to begin with from now on: a test makes the disk small by it.
     */
    void onWriter(List<String> sql) {
        moreOnWriter = sql;
    }

    /** The one connection that writes; the caller closes it. */
    Connection openWriter() throws SQLException {
        Properties properties = dialect.connectionProperties(false);
        if (settings.user() != null) {
            properties.setProperty("user", settings.user());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password());
        }
        Connection connection = DriverManager.getConnection(settings.url(), properties);
        try (Statement statement = connection.createStatement()) {
            for (String sql : dialect.onWriter()) {
                statement.execute(sql);
            }
            for (String sql : moreOnWriter) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /**
     * PostgreSQL: a connection that may write, beside the writer's; not for deliveries. The caller
     * closes it.
     */
    public Connection openBeside() throws SQLException {
        return openWriter();
    }

    /** SQLite: what was written to the file is on the disk when this returns. */
    void syncFile() throws IOException {
        if (file != null) {
            file.force(false);
        }
    }

    /**
     * SQLite goes on writing into a file that was deleted or moved, where nobody would find it.
     *
     * @throws SQLException if the file is not there any more
     */
    void checkFile() throws SQLException {
        if (file != null && !Objects.equals(fileIdentity, SqlFile.identity(settings.url()))) {
            throw new SQLException(
                    "its file "
                            + SqlFile.of(settings.url())
                            + " was moved, deleted or replaced while it was open; put it back, or stop and start"
                            + " Tidegate to begin with what is there");
        }
    }

    @Override
    public void close() {
        readers.close();
        SqlFile.close(file);
    }
}
