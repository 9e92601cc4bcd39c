package io.tidegate.sandbox.identity;

import java.sql.SQLException;

/** The provider's file cannot be read or written. */
final class SqlFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    SqlFailed(SQLException cause) {
        super("the sandbox's accounts cannot be read or written: " + cause.getMessage(), cause);
    }
}
