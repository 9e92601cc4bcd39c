package io.tidegate.access;

import io.tidegate.access.AccessRefused.Why;
import org.jspecify.annotations.Nullable;

/** The table {@code invitation}; what changes it runs in a transaction that is begun already. */
final class SqlInvitations {
    /** Of links for the first administrator: each start prints one. */
    private static final int SETUPS_KEPT = 10;

    private SqlInvitations() {}

    /** For the first administrator; good for nothing as soon as there is one. */
    static int addSetup(SqlRows rows, String token, long now) {
        rows.execute(
                "DELETE FROM invitation WHERE person IS NULL AND token_hash NOT IN (SELECT token_hash FROM invitation"
                        + " WHERE person IS NULL ORDER BY made_at DESC LIMIT "
                        + (SETUPS_KEPT - 1)
                        + ")");
        return add(rows, token, null, now, null);
    }

    /** In the place of the person's earlier ones. */
    static int addFor(SqlRows rows, String token, String person, long now, long expiresAt) {
        deleteOf(rows, person);
        return add(rows, token, person, now, expiresAt);
    }

    private static int add(
            SqlRows rows,
            String token,
            @Nullable String person,
            long now,
            @Nullable Long expiresAt) {
        return rows.execute(
                "INSERT INTO invitation (token_hash, person, made_at, expires_at) VALUES (?, ?, ?, ?)",
                Opaque.hash(token),
                person,
                now,
                expiresAt);
    }

    static void deleteOf(SqlRows rows, String person) {
        rows.execute("DELETE FROM invitation WHERE person = ?", person);
    }

    /**
     * Uses it up: with it go all links for the first administrator.
     *
     * @throws AccessRefused if it is none, or there is an administrator
     */
    static void useSetup(SqlRows rows, String token) {
        if (!isSetup(rows, token)) {
            throw new AccessRefused(
                    Why.WRONG,
                    "this link was used already, or is none: Tidegate prints a new one at each start while nobody can sign"
                            + " in");
        }
        deleteSetups(rows);
    }

    /**
     * Deletes the links for the first administrator if there is one, so that they stay worthless
     * when there is none any more; whatever can make an administrator ends with this.
     */
    static void endSetups(SqlRows rows) {
        if (SqlPeople.hasAdministrator(rows)) {
            deleteSetups(rows);
        }
    }

    private static void deleteSetups(SqlRows rows) {
        rows.execute("DELETE FROM invitation WHERE person IS NULL");
    }

    /** Whether the link is good: nobody can administer yet. */
    static boolean isSetup(SqlRows rows, String token) {
        boolean isOne =
                !rows.select(
                                "SELECT token_hash FROM invitation WHERE token_hash = ? AND person IS NULL",
                                row -> row.getString(1),
                                Opaque.hash(token))
                        .isEmpty();
        return isOne && !SqlPeople.hasAdministrator(rows);
    }

    static boolean hasSetups(SqlRows rows) {
        return !rows.select(
                        "SELECT token_hash FROM invitation WHERE person IS NULL LIMIT 1",
                        row -> row.getString(1))
                .isEmpty();
    }

    /**
     * Whose it is.
     *
     * @throws AccessRefused if it is none, or too old
     */
    static String person(SqlRows rows, String token, long now) {
        return rows
                .select(
                        "SELECT person FROM invitation WHERE token_hash = ? AND person IS NOT NULL AND expires_at > ?",
                        row -> row.getString(1),
                        Opaque.hash(token),
                        now)
                .stream()
                .findFirst()
                .orElseThrow(
                        () ->
                                new AccessRefused(
                                        Why.WRONG,
                                        "this link was used already, is too old, or is none: ask an administrator for a new"
                                                + " one"));
    }
}
