package io.tidegate.access;

import io.tidegate.access.AccessRefused.Why;
import io.tidegate.access.Passwords.Verdict;
import io.tidegate.access.Person.SignIn;
import io.tidegate.access.Sessions.Started;
import io.tidegate.access.Tries.Taken;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The ways in for people: by password, by the first start's link, by an invitation. */
public final class Doors {
    /** One text, so that nobody learns which names there are. */
    private static final String WRONG =
            "the name or the password is wrong, or this person may not sign in";

    private final SqlTables tables;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Clock clock;
    private final Tries tries;
    private volatile boolean hasSomebody;

    Doors(SqlTables tables, Sessions sessions, Passwords passwords, Clock clock) {
        this.tables = tables;
        this.sessions = sessions;
        this.passwords = passwords;
        this.clock = clock;
        this.tries = new Tries(clock);
    }

    /** Whether nobody is here yet, for the sign-in page: it makes no link good. */
    public boolean isNew() {
        // Once there is somebody, strangers who ask cost no query.
        hasSomebody = hasSomebody || !tables.read(rows -> SqlPeople.all(rows).isEmpty());
        return !hasSomebody;
    }

    /**
     * Whether a try that went wrong is to be written down, and how many were not since the last one
     * that was: strangers do not fill the database.
     */
    public OptionalLong leftOut() {
        return tries.leftOut();
    }

    /**
     * A link's token that makes the first administrator; empty if there is somebody already. Ends
     * the links of earlier starts if there is an administrator.
     */
    public Optional<String> setupToken() {
        if (!isNew()) {
            if (tables.read(SqlInvitations::hasSetups)) {
                tables.change(Doors::endSetups);
            }
            return Optional.empty();
        }
        String token = Opaque.random();
        tables.change(rows -> SqlInvitations.addSetup(rows, token, clock.millis()));
        return Optional.of(token);
    }

    /**
     * @throws AccessRefused if it is not to be
     */
    public Started signIn(String name, String password, Arrival arrival) {
        Taken taken = tries.of(name, arrival, () -> isSignedInFrom(name, arrival));
        Optional<SqlPeople.Row> row = find(name);
        Verdict verdict = check(password, row.map(SqlPeople.Row::password).orElse(null), taken);
        if (verdict == Verdict.WRONG || row.isEmpty() || !row.get().person().active()) {
            throw new AccessRefused(Why.WRONG, WRONG);
        }
        taken.giveBack();
        tries.right(name, arrival);
        String anew = verdict == Verdict.RIGHT_AND_OLD ? passwords.hash(password) : null;
        String checked = row.get().password();
        return tables.change(
                rows -> {
                    // It may have been changed, or taken away, while it was checked.
                    SqlPeople.Row now =
                            SqlPeople.find(rows, name)
                                    .filter(r -> r.person().active())
                                    .filter(r -> Objects.equals(r.password(), checked))
                                    .orElseThrow(() -> new AccessRefused(Why.WRONG, WRONG));
                    if (anew != null) {
                        SqlPeople.setPassword(rows, now.person().name(), anew);
                    }
                    return sessions.start(rows, now.person(), "password", arrival);
                });
    }

    private Optional<SqlPeople.Row> find(String name) {
        return Names.isPossible(name)
                ? tables.read(rows -> SqlPeople.find(rows, name))
                : Optional.empty();
    }

    /** The throttle forgets at a start; sessions do not. */
    private boolean isSignedInFrom(String name, Arrival arrival) {
        String network = Network.of(arrival.visit().address());
        return Names.isPossible(name)
                && tables.read(rows -> SqlSessions.addresses(rows, name, clock.millis())).stream()
                        .anyMatch(address -> Network.of(address).equals(network));
    }

    private Verdict check(String password, @Nullable String kept, Taken taken) {
        if (!PasswordRules.isPossible(password)) {
            return Verdict.WRONG;
        }
        try {
            return passwords.check(password, kept);
        } catch (AccessRefused notLookedAt) {
            taken.giveBack();
            throw notLookedAt;
        }
    }

    /**
     * Makes the first administrator and signs in.
     *
     * @throws AccessRefused if it is not to be; the link stays good
     */
    public Started setUp(String token, String name, String password, Arrival arrival) {
        Taken taken = tries.from(arrival);
        if (!tables.read(rows -> SqlInvitations.isSetup(rows, token))) {
            tables.change(rows -> useSetup(rows, token)); // to be told why
        }
        String checked = Names.checked(name);
        PasswordRules.check(password, checked);
        String hash = passwords.hash(password);
        taken.giveBack();
        long now = clock.millis();
        Person person =
                new Person(checked, Role.ADMIN, SignIn.PASSWORD, true, now, "tidegate", now);
        return tables.change(
                rows -> {
                    useSetup(rows, token);
                    SqlPeople.add(rows, person, hash, null);
                    return sessions.start(rows, person, "password", arrival);
                });
    }

    private static boolean endSetups(SqlRows rows) {
        SqlInvitations.endSetups(rows);
        return true;
    }

    private static boolean useSetup(SqlRows rows, String token) {
        SqlInvitations.useSetup(rows, token);
        return true;
    }

    /**
     * Chooses the password that the invitation is for, ends the person's sessions and signs in.
     *
     * @throws AccessRefused if it is not to be; the link stays good
     */
    public Started accept(String token, String password, Arrival arrival) {
        Taken taken = tries.from(arrival);
        String name = tables.read(rows -> SqlInvitations.person(rows, token, clock.millis()));
        PasswordRules.check(password, name);
        String hash = passwords.hash(password);
        taken.giveBack();
        return tables.change(
                rows -> {
                    SqlInvitations.person(rows, token, clock.millis());
                    SqlInvitations.deleteOf(rows, name);
                    SqlPeople.setPassword(rows, name, hash);
                    SqlInvitations.endSetups(rows);
                    SqlSessions.deleteAll(rows, name);
                    Person person = SqlPeople.known(rows, name).person();
                    if (!person.active()) {
                        throw new AccessRefused(Why.WRONG, WRONG);
                    }
                    return sessions.start(rows, person, "password", arrival);
                });
    }

    /**
     * Ends the person's other sessions; returns how many those were.
     *
     * @throws AccessRefused if the old one is wrong, or the new one not allowed
     */
    public int changePassword(Session session, String old, String anew) {
        Taken taken = tries.of(session);
        SqlPeople.Row row = tables.read(rows -> SqlPeople.known(rows, session.person()));
        if (row.password() == null) {
            throw new AccessRefused(
                    Why.CONFLICT,
                    session.person() + " has no password: it is the provider's that counts");
        }
        if (check(old, row.password(), taken) == Verdict.WRONG) {
            throw new AccessRefused(Why.INVALID, "the old password is wrong; nothing was changed");
        }
        taken.giveBack();
        PasswordRules.check(anew, session.person());
        String hash = passwords.hash(anew);
        return tables.change(
                rows -> {
                    SqlPeople.setPassword(rows, session.person(), hash);
                    SqlInvitations.deleteOf(rows, session.person());
                    SqlSessions.renewSoon(rows, session.person());
                    return SqlSessions.deleteOthers(rows, session.person(), session.id());
                });
    }
}
