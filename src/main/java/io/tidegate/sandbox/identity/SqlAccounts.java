package io.tidegate.sandbox.identity;

import io.tidegate.event.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Accounts, each a whole profile, found by what is unique to them. */
final class SqlAccounts extends SqlRows {

    /** What an account can be found by besides its Uid. */
    enum Key {
        EMAIL,
        PHONE,
        USERNAME
    }

    /**
     * @param seq grows in the order in which accounts were made
     */
    record Row(long seq, Map<String, @Nullable Object> profile) {}

    SqlAccounts(Connection connection) {
        super(connection);
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(row.getLong("seq"), json(row.getBytes("profile")));
    }

    @Nullable Map<String, @Nullable Object> byUid(String uid) {
        Row row = row("SELECT seq, profile FROM account WHERE uid = ?", SqlAccounts::read, uid);
        return row == null ? null : row.profile();
    }

    @Nullable Map<String, @Nullable Object> by(Key key, String value) {
        String uid = uid(key, value);
        return uid == null ? null : byUid(uid);
    }

    /** Whose it is. */
    @Nullable String uid(Key key, String value) {
        return row(
                "SELECT uid FROM account_key WHERE kind = ? AND value = ?",
                row -> row.getString(1),
                key.name(),
                value.toLowerCase(Locale.ROOT));
    }

    void insert(Map<String, @Nullable Object> profile) {
        change(
                "INSERT INTO account (uid, modified, profile) VALUES (?, ?, ?)",
                uid(profile),
                profile.get("ModifiedDate"),
                Json.write(profile));
        putKeys(profile);
    }

    void update(Map<String, @Nullable Object> profile) {
        change(
                "UPDATE account SET modified = ?, profile = ? WHERE uid = ?",
                profile.get("ModifiedDate"),
                Json.write(profile),
                uid(profile));
        change("DELETE FROM account_key WHERE uid = ?", uid(profile));
        putKeys(profile);
    }

    void delete(String uid) {
        change("DELETE FROM account WHERE uid = ?", uid);
        change("DELETE FROM account_key WHERE uid = ?", uid);
    }

    /** Those made after {@code seq} and changed in the given time, in the order of making. */
    List<Row> page(long seq, String from, String to, int size) {
        return rows(
                "SELECT seq, profile FROM account WHERE seq > ? AND modified >= ? AND modified < ?"
                        + " ORDER BY seq LIMIT ?",
                SqlAccounts::read,
                seq,
                from,
                to,
                size);
    }

    long count(String from, String to) {
        Long count =
                row(
                        "SELECT count(*) FROM account WHERE modified >= ? AND modified < ?",
                        row -> row.getLong(1),
                        from,
                        to);
        return Objects.requireNonNullElse(count, 0L);
    }

    /** The ones that changed last. */
    List<Map<String, @Nullable Object>> latest(int most) {
        return rows(
                "SELECT seq, profile FROM account ORDER BY modified DESC, seq DESC LIMIT ?",
                row -> read(row).profile(),
                most);
    }

    private void putKeys(Map<String, @Nullable Object> profile) {
        Profiles.emails(profile).forEach(email -> putKey(Key.EMAIL, email, profile));
        putKey(Key.PHONE, As.text(profile.get("PhoneId")), profile);
        putKey(Key.USERNAME, As.text(profile.get("UserName")), profile);
    }

    private void putKey(Key key, @Nullable String value, Map<String, @Nullable Object> profile) {
        if (value != null) {
            change(
                    "INSERT INTO account_key (kind, value, uid) VALUES (?, ?, ?)",
                    key.name(),
                    value.toLowerCase(Locale.ROOT),
                    uid(profile));
        }
    }

    private static String uid(Map<String, @Nullable Object> profile) {
        return Profiles.uid(profile);
    }
}
