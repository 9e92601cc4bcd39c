package io.tidegate.journal;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A change to the journal that is a transaction of its own; it may be carried out twice if its
 * commit's answer is lost.
 */
@FunctionalInterface
public interface SqlWork<T> {
    T run(Connection connection, SqlDialect dialect) throws SQLException;
}
