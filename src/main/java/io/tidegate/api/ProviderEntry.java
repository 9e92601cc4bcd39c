package io.tidegate.api;

import io.tidegate.access.Access;
import io.tidegate.access.AccessRefused;
import io.tidegate.access.Arrival;
import io.tidegate.access.AuditEntry;
import io.tidegate.access.AuditLog;
import io.tidegate.access.Doors;
import io.tidegate.access.Person;
import io.tidegate.access.ProviderDoor;
import io.tidegate.access.Role;
import io.tidegate.access.Sessions.Started;
import io.tidegate.access.Vouched;
import io.tidegate.oidc.NotVouched;
import io.tidegate.oidc.ProviderSignIn.Coming;
import io.tidegate.oidc.ProviderSignIn.Finish;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets people in whom the provider knows, and records who came, who was refused, and why. */
final class ProviderEntry {
    private static final String SOMEBODY = "a sign-in by the provider";

    private final Doors doors;
    private final ProviderDoor door;
    private final AuditLog audit;

    ProviderEntry(Access access, AuditLog audit) {
        this.doors = access.doors();
        this.door = access.providerDoor();
        this.audit = audit;
    }

    /**
     * Who comes.
     *
     * @throws NotVouched if the provider's answer is not to be believed
     * @throws AccessRefused if too many of this address were not; that would fill the log
     */
    Finish asked(Coming coming, Arrival arrival) {
        try {
            return door.asked(coming::finish, arrival);
        } catch (NotVouched e) {
            refused(SOMEBODY, e.getMessage(), arrival);
            throw e;
        }
    }

    /**
     * @throws AccessRefused if the person may not
     */
    Started enter(Vouched vouched, Arrival arrival) {
        try {
            admit(vouched, arrival);
            Started started = door.enter(vouched, arrival);
            Person person = started.person();
            String by = started.session().by();
            record(
                    person.name(),
                    "session.start",
                    Map.of("role", person.role().word(), "by", by),
                    arrival);
            return started;
        } catch (AccessRefused refused) {
            String name = door.known(vouched).map(Person::name).orElseGet(vouched::name);
            refused(name, refused.getMessage(), arrival);
            throw refused;
        }
    }

    /** Who comes for the first time, or with another role, is a change, and recorded as one. */
    private void admit(Vouched vouched, Arrival arrival) {
        Optional<Person> before = door.known(vouched);
        Role role = vouched.role();
        if (role == null || before.map(Person::role).equals(Optional.of(role))) {
            door.admit(vouched);
            return;
        }
        String name = before.map(Person::name).orElseGet(vouched::name);
        String action = before.isEmpty() ? "person.create" : "person.change";
        Object earlier = before.map(ProviderEntry::json).orElse(null);
        String from = arrival.visit().address();
        audit.during(
                new AuditEntry(name, action, name, earlier, null, from),
                () -> door.admit(vouched),
                after -> new AuditEntry(name, action, name, earlier, json(after), from));
    }

    private static Map<String, Object> json(Person person) {
        return Map.of("name", person.name(), "role", person.role().word(), "signIn", "oidc");
    }

    /** With those by password they are as many as {@link Doors#leftOut} says. */
    private void refused(String who, @Nullable String message, Arrival arrival) {
        doors.leftOut()
                .ifPresent(before -> record(who, "session.refused", why(message, before), arrival));
    }

    private static Map<String, Object> why(@Nullable String message, long leftOut) {
        Map<String, Object> why = new LinkedHashMap<>();
        why.put("why", String.valueOf(message));
        why.put("by", "oidc");
        if (leftOut > 0) {
            why.put("moreThatWereNotRecorded", leftOut);
        }
        return why;
    }

    private void record(String who, String action, Object after, Arrival arrival) {
        audit.write(new AuditEntry(who, action, who, null, after, arrival.visit().address()));
    }
}
