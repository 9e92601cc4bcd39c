package io.tidegate.failedquery;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.failedquery.FailedQuery.State;
import io.tidegate.failedquery.Job.Order;
import io.tidegate.failedquery.Job.Problem;
import io.tidegate.failedquery.Job.Progress;
import io.tidegate.failedquery.Job.Wish;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.SqlTopics;
import io.tidegate.journal.Topic;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of jobs; so many that ended are kept. */
final class SqlJobs {
    static final int KEPT = 200;

    private static final String COLUMNS =
            "id, wish, filter, up_to, state, cursor, total, done, refused, problems, started_at,"
                    + " started_by, finished_at, reason";
    private static final String ADD =
            "INSERT INTO failed_query_job ("
                    + COLUMNS
                    + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String FORGET =
            "DELETE FROM failed_query_job WHERE state <> 'running' AND id NOT IN"
                    + " (SELECT id FROM failed_query_job ORDER BY id DESC LIMIT "
                    + KEPT
                    + ")";
    private static final String SAVE =
            "UPDATE failed_query_job SET cursor = ?, done = ?, refused = ?, problems = ?, state = ?,"
                    + " reason = ?, finished_at = ? WHERE id = ? AND state = 'running'";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM failed_query_job WHERE ";

    private final SqlDatabase database;
    private final SqlJournal journal;

    SqlJobs(SqlDatabase database, SqlJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    /**
     * @throws JournalUnavailable if it cannot be written
     */
    void add(Job job) {
        journal.changeNow(
                (connection, dialect) -> {
                    int added = add(connection, job);
                    SqlTopics.changed(Topic.JOBS, connection, dialect);
                    return added;
                });
    }

    private static int add(Connection connection, Job job) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD);
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            Order order = job.order();
            add.setLong(1, job.id());
            add.setString(2, order.wish().word());
            add.setString(3, Json.text(order.filter().words()));
            add.setLong(4, order.upTo());
            add.setString(5, job.state().word());
            add.setLong(6, job.progress().cursor());
            add.setLong(7, job.progress().total());
            add.setLong(8, job.progress().done());
            add.setLong(9, job.progress().refused());
            add.setString(10, problems(job));
            add.setLong(11, order.startedAt());
            add.setString(12, order.startedBy());
            add.setObject(13, job.finishedAt());
            add.setString(14, job.reason());
            return add.executeUpdate() + forget.executeUpdate();
        }
    }

    /** Stores how far it is, and its state; false if it had ended before, which stays so. */
    static boolean save(Connection connection, Job job) throws SQLException {
        try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            save.setLong(1, job.progress().cursor());
            save.setLong(2, job.progress().done());
            save.setLong(3, job.progress().refused());
            save.setString(4, problems(job));
            save.setString(5, job.state().word());
            save.setString(6, job.reason());
            save.setObject(7, job.finishedAt());
            save.setLong(8, job.id());
            return save.executeUpdate() > 0;
        }
    }

    private static String problems(Job job) {
        List<Map<String, Object>> problems = new ArrayList<>();
        for (Problem problem : job.progress().problems()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("failedQuery", Long.toString(problem.failedQuery()));
            one.put("why", problem.why());
            problems.add(one);
        }
        return Json.text(problems);
    }

    /** Newest first. */
    List<Job> all() {
        return read("1 = ? ORDER BY id DESC LIMIT " + 2 * KEPT, 1);
    }

    List<Job> running() {
        return read("state = 'running' AND 1 = ? ORDER BY id", 1);
    }

    Optional<Job> find(long id) {
        return read("id = ?", id).stream().findFirst();
    }

    /** As it is within a transaction; null if it was forgotten. */
    static @Nullable Job now(Connection connection, long id) throws SQLException {
        List<Job> found = read(connection, "id = ?", id);
        return found.isEmpty() ? null : found.get(0);
    }

    private List<Job> read(String where, long value) {
        try (Connection connection = database.readers().getConnection()) {
            return read(connection, where, value);
        } catch (SQLException e) {
            throw new JournalUnavailable("the jobs cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Job> read(Connection connection, String where, long value)
            throws SQLException {
        List<Job> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT + where)) {
            select.setLong(1, value);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows));
                }
            }
        }
        return found;
    }

    private static Job read(ResultSet row) throws SQLException {
        FailedQueryFilter filter =
                FilterWords.read((Map<?, ?>) parsed(row.getString(3)), State.OPEN);
        Wish wish = Wish.of(row.getString(2)).orElseThrow();
        Order order = new Order(filter, wish, row.getLong(4), row.getLong(11), row.getString(12));
        Progress progress =
                new Progress(
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        problems(row.getString(10)));
        long finished = row.getLong(13);
        Long finishedAt = row.wasNull() ? null : finished;
        return new Job(
                row.getLong(1),
                order,
                Job.State.of(row.getString(5)),
                progress,
                row.getString(14),
                finishedAt);
    }

    private static List<Problem> problems(String json) {
        List<Problem> problems = new ArrayList<>();
        for (Object one : (List<?>) parsed(json)) {
            Map<?, ?> problem = (Map<?, ?>) one;
            problems.add(
                    new Problem(
                            Long.parseLong(String.valueOf(problem.get("failedQuery"))),
                            String.valueOf(problem.get("why"))));
        }
        return problems;
    }

    private static Object parsed(String json) {
        try {
            Object value = Json.parse(json.getBytes(StandardCharsets.UTF_8));
            if (value == null) {
                throw new IllegalStateException("a job holds null");
            }
            return value;
        } catch (InvalidJson e) {
            throw new IllegalStateException("a job holds broken JSON: " + e.getMessage(), e);
        }
    }
}
