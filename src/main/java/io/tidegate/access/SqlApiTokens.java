package io.tidegate.access;

import io.tidegate.access.AccessRefused.Why;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The table {@code api_token}. */
final class SqlApiTokens {
    private static final String SELECT =
            "SELECT id, name, role, created_at, created_by, expires_at, last_used_at FROM api_token";

    private SqlApiTokens() {}

    static List<ApiToken> all(SqlRows rows) {
        return select(rows, " ORDER BY name");
    }

    static Optional<ApiToken> withId(SqlRows rows, long id) {
        return select(rows, " WHERE id = ?", id).stream().findFirst();
    }

    static Optional<ApiToken> withHash(SqlRows rows, String hash) {
        return select(rows, " WHERE token_hash = ?", hash).stream().findFirst();
    }

    /**
     * @throws AccessRefused if the name is taken
     */
    static void add(SqlRows rows, ApiToken token, String hash) {
        if (!select(rows, " WHERE name = ?", token.name()).isEmpty()) {
            throw new AccessRefused(
                    Why.CONFLICT,
                    "there is a token named "
                            + token.name()
                            + " already; revoke it, or choose another name. No token was made");
        }
        rows.execute(
                "INSERT INTO api_token (id, name, token_hash, role, created_at, created_by, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                token.id(),
                token.name(),
                hash,
                token.role().word(),
                token.createdAt(),
                token.createdBy(),
                token.expiresAt());
    }

    static void delete(SqlRows rows, long id) {
        rows.execute("DELETE FROM api_token WHERE id = ?", id);
    }

    private static List<ApiToken> select(SqlRows rows, String where, Object... values) {
        return rows.select(SELECT + where, SqlApiTokens::read, values);
    }

    private static ApiToken read(ResultSet row) throws SQLException {
        return new ApiToken(
                row.getLong(1),
                row.getString(2),
                Role.of(row.getString(3)).orElse(Role.VIEWER),
                row.getLong(4),
                row.getString(5),
                SqlRows.longOrNull(row, 6),
                SqlRows.longOrNull(row, 7));
    }
}
