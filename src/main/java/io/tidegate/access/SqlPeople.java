package io.tidegate.access;

import io.tidegate.access.AccessRefused.Why;
import io.tidegate.access.Person.SignIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code person}; what changes it runs in a transaction that is begun already. */
final class SqlPeople {
    private static final String SELECT =
            "SELECT name, role, password, oidc_subject, active, created_at, created_by, last_sign_in_at FROM person";

    private SqlPeople() {}

    /** A person, and the password as it is kept; null: none. */
    record Row(Person person, @Nullable String password) {}

    static List<Row> all(SqlRows rows) {
        return select(rows, " ORDER BY name_key");
    }

    static boolean hasAdministrator(SqlRows rows) {
        return all(rows).stream().anyMatch(row -> row.person().isAdministrator());
    }

    /** By a name in any case. */
    static Optional<Row> find(SqlRows rows, String name) {
        return select(rows, " WHERE name_key = ?", Names.key(name)).stream().findFirst();
    }

    /** By the provider and its name for them. */
    static Optional<Person> ofSubject(SqlRows rows, String subject) {
        return select(rows, " WHERE oidc_subject = ?", subject).stream()
                .map(Row::person)
                .findFirst();
    }

    /**
     * @throws AccessRefused if there is none
     */
    static Row known(SqlRows rows, String name) {
        return find(rows, name)
                .orElseThrow(
                        () -> new AccessRefused(Why.NOT_THERE, "there is nobody named " + name));
    }

    /**
     * @throws AccessRefused if the name is taken
     */
    static void add(
            SqlRows rows, Person person, @Nullable String password, @Nullable String oidcSubject) {
        Optional<Row> same = find(rows, person.name());
        if (same.isPresent()) {
            throw new AccessRefused(
                    Why.CONFLICT,
                    "the name "
                            + person.name()
                            + " is taken: there is "
                            + same.get().person().name()
                            + "; nothing was changed");
        }
        rows.execute(
                "INSERT INTO person (name, name_key, role, password, oidc_subject, active, created_at, created_by,"
                        + " last_sign_in_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                person.name(),
                Names.key(person.name()),
                person.role().word(),
                password,
                oidcSubject,
                person.active() ? 1 : 0,
                person.createdAt(),
                person.createdBy(),
                person.lastSignInAt());
    }

    static void set(SqlRows rows, String name, Role role, boolean active) {
        rows.execute(
                "UPDATE person SET role = ?, active = ? WHERE name = ?",
                role.word(),
                active ? 1 : 0,
                name);
    }

    static void setPassword(SqlRows rows, String name, String password) {
        rows.execute("UPDATE person SET password = ? WHERE name = ?", password, name);
    }

    static void signedIn(SqlRows rows, String name, long at) {
        rows.execute("UPDATE person SET last_sign_in_at = ? WHERE name = ?", at, name);
    }

    static void delete(SqlRows rows, String name) {
        rows.execute("DELETE FROM person WHERE name = ?", name);
    }

    private static List<Row> select(SqlRows rows, String where, Object... values) {
        return rows.select(SELECT + where, SqlPeople::read, values);
    }

    private static Row read(ResultSet row) throws SQLException {
        @Nullable String password = row.getString(3);
        @Nullable String subject = row.getString(4);
        SignIn signIn =
                subject != null ? SignIn.OIDC : password != null ? SignIn.PASSWORD : SignIn.INVITED;
        Person person =
                new Person(
                        row.getString(1),
                        Role.of(row.getString(2)).orElse(Role.VIEWER),
                        signIn,
                        row.getInt(5) == 1,
                        row.getLong(6),
                        row.getString(7),
                        SqlRows.longOrNull(row, 8));
        return new Row(person, password);
    }
}
