package io.tidegate.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once of each open failed query, a day before, that it will be deleted. */
final class SqlRetentionWarning {
    private static final Logger LOG = LoggerFactory.getLogger(SqlRetentionWarning.class);
    private static final long AHEAD = Duration.ofDays(1).toMillis();
    private static final int SHOWN = 20;

    private final DataSource readers;
    private final long period;
    private long warnedUntil;

    SqlRetentionWarning(DataSource readers, Duration period) {
        this.readers = readers;
        this.period = period.toMillis();
    }

    void warn(long now) throws SQLException {
        long until = now + AHEAD - period;
        List<Long> ids = new ArrayList<>();
        try (Connection connection = readers.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT q.id FROM failed_query q JOIN delivery d ON d.id = q.delivery_id WHERE"
                                        + " q.state = 'open' AND q.id < ? AND d.status = 'failed' AND d.finished_at > ?"
                                        + " AND d.finished_at <= ? ORDER BY q.id")) {
            select.setLong(
                    1,
                    Ids.lowestOf(until + AHEAD)); // an id is made before its row, seldom more than
            // moments
            select.setLong(2, warnedUntil);
            select.setLong(3, until);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
            }
        }
        warnedUntil = Math.max(warnedUntil, until);
        if (!ids.isEmpty()) {
            LOG.warn(
                    "{} open failed queries will be deleted within a day, {} days after they failed; replay or discard"
                            + " them: {}{}",
                    ids.size(),
                    Duration.ofMillis(period).toDays(),
                    ids.subList(0, Math.min(SHOWN, ids.size())),
                    ids.size() > SHOWN ? " and more" : "");
        }
    }
}
