package io.tidegate.access;

import io.tidegate.access.AccessRefused.Why;
import io.tidegate.access.Person.SignIn;
import io.tidegate.access.Sessions.Started;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** The way in for people whom the organisation's provider knows: its claims give the role. */
public final class ProviderDoor {
    private final SqlTables tables;
    private final Sessions sessions;
    private final Clock clock;
    private final Throttle addresses;

    ProviderDoor(SqlTables tables, Sessions sessions, Clock clock) {
        this.tables = tables;
        this.sessions = sessions;
        this.clock = clock;
        this.addresses = Throttle.ofAddresses(clock);
    }

    /**
     * Asks, unless too many tries of this address went wrong: each costs a request to the provider.
     * Takes a try, which {@link #enter} gives back.
     *
     * @throws AccessRefused if there were too many
     */
    public <T> T asked(Supplier<T> exchange, Arrival arrival) {
        addresses.takeFor(network(arrival), "this address");
        return exchange.get();
    }

    private static String network(Arrival arrival) {
        return Network.of(arrival.visit().address());
    }

    /** As who they are kept here; empty: they were never here. */
    public Optional<Person> known(Vouched vouched) {
        return tables.read(rows -> SqlPeople.ofSubject(rows, vouched.subject()));
    }

    /**
     * Keeps who comes for the first time, and gives the role that the provider's claims give today.
     *
     * @throws AccessRefused if they give none, which ends the person's sessions, or if the name is
     *     another person's
     */
    public Person admit(Vouched vouched) {
        Role role = vouched.role();
        if (role == null) {
            tables.change(rows -> endSessions(rows, vouched));
            throw new AccessRefused(Why.WRONG, vouched.reason());
        }
        return tables.change(
                rows -> {
                    Person admitted = admit(rows, vouched, role);
                    SqlInvitations.endSetups(rows);
                    return admitted;
                });
    }

    private static int endSessions(SqlRows rows, Vouched vouched) {
        return SqlPeople.ofSubject(rows, vouched.subject())
                .map(person -> SqlSessions.deleteAll(rows, person.name()))
                .orElse(0);
    }

    private Person admit(SqlRows rows, Vouched vouched, Role role) {
        Optional<Person> before = SqlPeople.ofSubject(rows, vouched.subject());
        if (before.isEmpty()) {
            return add(rows, vouched, role);
        }
        Person person = before.get();
        SqlPeople.set(rows, person.name(), role, person.active());
        if (role != person.role()) {
            SqlSessions.renewSoon(rows, person.name());
        }
        return SqlPeople.known(rows, person.name()).person();
    }

    private Person add(SqlRows rows, Vouched vouched, Role role) {
        String name = vouched.name();
        Optional<SqlPeople.Row> same = SqlPeople.find(rows, name);
        if (same.isPresent()) {
            throw new AccessRefused(
                    Why.WRONG,
                    "the provider calls you "
                            + name
                            + ", and there is another person of that name here, "
                            + same.get().person().name()
                            + ": an administrator deletes that one, or the provider calls you else. Nobody is signed in");
        }
        long now = clock.millis();
        Person person = new Person(name, role, SignIn.OIDC, true, now, "tidegate", null);
        SqlPeople.add(rows, person, null, vouched.subject());
        return person;
    }

    /**
     * Signs in who was admitted, and gives back the try.
     *
     * @throws AccessRefused if the person is not active, or was deleted
     */
    public Started enter(Vouched vouched, Arrival arrival) {
        Started started = tables.change(rows -> enter(rows, vouched, arrival));
        addresses.giveBack(network(arrival));
        return started;
    }

    private Started enter(SqlRows rows, Vouched vouched, Arrival arrival) {
        Person person =
                SqlPeople.ofSubject(rows, vouched.subject())
                        .filter(Person::active)
                        .orElseThrow(
                                () ->
                                        new AccessRefused(
                                                Why.WRONG,
                                                "you may not sign in here: an administrator has deactivated"
                                                        + " you, and can activate you again"));
        return sessions.start(rows, person, "oidc", arrival);
    }
}
