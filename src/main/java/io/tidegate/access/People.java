package io.tidegate.access;

import io.tidegate.access.AccessRefused.Why;
import io.tidegate.access.Person.SignIn;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may sign in, as administrators see and change it. */
public final class People {
    private static final Duration INVITATION = Duration.ofDays(7);

    private final SqlTables tables;
    private final Clock clock;

    People(SqlTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * @param sessions how many are signed in now
     */
    public record Entry(Person person, int sessions) {}

    /**
     * @param token of the link; shown once
     * @param expiresAt ms since 1970
     */
    public record Invited(Entry entry, String token, long expiresAt) {}

    /** By name. */
    public List<Entry> all() {
        return tables.read(
                rows -> {
                    Map<String, Integer> counts = SqlSessions.counts(rows, clock.millis());
                    return SqlPeople.all(rows).stream()
                            .map(SqlPeople.Row::person)
                            .map(p -> new Entry(p, counts.getOrDefault(p.name(), 0)))
                            .toList();
                });
    }

    /**
     * @throws AccessRefused if the name is none, or taken
     */
    public Invited invite(String name, Role role, String by) {
        String checked = Names.checked(name);
        long now = clock.millis();
        Person person = new Person(checked, role, SignIn.INVITED, true, now, by, null);
        return tables.change(
                rows -> {
                    SqlPeople.add(rows, person, null, null);
                    return invited(rows, person);
                });
    }

    /**
     * A new link for somebody who has lost the last one, or forgot the password; what was good
     * stays so until the link is used.
     *
     * @throws AccessRefused if there is no such person, or one that a provider signs in
     */
    public Invited inviteAgain(String name) {
        return tables.change(
                rows -> {
                    Person person = SqlPeople.known(rows, name).person();
                    if (person.signIn() == SignIn.OIDC) {
                        throw new AccessRefused(
                                Why.CONFLICT,
                                person.name()
                                        + " signs in by the provider and has no password here; nothing was changed");
                    }
                    if (!person.active()) {
                        throw new AccessRefused(
                                Why.CONFLICT,
                                person.name()
                                        + " is not active; activate first. Nothing was changed");
                    }
                    return invited(rows, person);
                });
    }

    private Invited invited(SqlRows rows, Person person) {
        String token = Opaque.random();
        long now = clock.millis();
        long expiresAt = now + INVITATION.toMillis();
        SqlInvitations.addFor(rows, token, person.name(), now, expiresAt);
        return new Invited(entry(rows, person.name()), token, expiresAt);
    }

    /**
     * Deactivation ends all sessions of the person.
     *
     * @param role null: as it was
     * @param active null: as it was
     * @throws AccessRefused if there is no such person, the provider gives the role, or nobody
     *     could administer afterwards
     */
    public Entry change(String name, @Nullable Role role, @Nullable Boolean active) {
        return tables.change(
                rows -> {
                    Person before = SqlPeople.known(rows, name).person();
                    Role then = role == null ? before.role() : role;
                    boolean on = active == null ? before.active() : active;
                    if (before.signIn() == SignIn.OIDC && then != before.role()) {
                        throw new AccessRefused(
                                Why.CONFLICT,
                                before.name()
                                        + " has the role that the provider's claim gives, anew at each sign-in; change it"
                                        + " there, or in TIDEGATE_OIDC_ROLES. Nothing was changed");
                    }
                    SqlPeople.set(rows, before.name(), then, on);
                    if (then != before.role()) {
                        SqlSessions.renewSoon(rows, before.name());
                    }
                    if (!on) {
                        SqlSessions.deleteAll(rows, before.name());
                        SqlInvitations.deleteOf(rows, before.name());
                    }
                    refuseIfLast(rows, before);
                    SqlInvitations.endSetups(rows);
                    return entry(rows, before.name());
                });
    }

    /**
     * @throws AccessRefused if there is no such person, or nobody could administer afterwards
     */
    public Entry remove(String name) {
        return tables.change(
                rows -> {
                    Entry before = entry(rows, name);
                    String exact = before.person().name();
                    SqlPeople.delete(rows, exact);
                    SqlSessions.deleteAll(rows, exact);
                    SqlInvitations.deleteOf(rows, exact);
                    refuseIfLast(rows, before.person());
                    return before;
                });
    }

    /** Refusing rolls back what was done. */
    private static void refuseIfLast(SqlRows rows, Person before) {
        if (before.isAdministrator() && !SqlPeople.hasAdministrator(rows)) {
            throw new AccessRefused(
                    Why.CONFLICT,
                    before.name()
                            + " is the last one who can sign in as admin; make somebody else admin first. Nothing was"
                            + " changed");
        }
    }

    /** Returns how many there were. */
    public int endSessions(String name) {
        return tables.change(
                rows -> SqlSessions.deleteAll(rows, SqlPeople.known(rows, name).person().name()));
    }

    /** Those of one person, newest first. */
    public List<Session> sessions(String person) {
        return tables.read(rows -> SqlSessions.of(rows, person, clock.millis()));
    }

    /**
     * @throws AccessRefused if the person has no such session
     */
    public void endSession(String person, String id) {
        int ended = tables.change(rows -> SqlSessions.delete(rows, person, id));
        if (ended == 0) {
            throw new AccessRefused(Why.NOT_THERE, "there is no session " + id + " of " + person);
        }
    }

    private Entry entry(SqlRows rows, String name) {
        Person person = SqlPeople.known(rows, name).person();
        int sessions = SqlSessions.of(rows, person.name(), clock.millis()).size();
        return new Entry(person, sessions);
    }
}
