package io.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.access.AccessRefused.Why;
import io.tidegate.access.Person.SignIn;
import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.security.Seal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How there comes to be an administrator, or none, on each database. */
abstract class AdministratorsContract {
    private static final String PASSWORD = "four words that fit";
    private static final Arrival ARRIVAL =
            new Arrival(new Visit("192.0.2.1", false, "a browser"), null);

    private StoredDeliveries stored;
    private Access access;

    abstract String url();

    @BeforeEach
    void open() {
        stored = new StoredDeliveries(url());
        access = fresh();
    }

    /** As after a start: nothing is remembered. */
    private Access fresh() {
        return Access.of(
                stored.database,
                stored.journal,
                Seal.ofThisProcess(),
                stored.clock,
                Duration.ofHours(2));
    }

    @AfterEach
    void close() {
        stored.close();
    }

    private String link() {
        return access.doors().setupToken().orElseThrow();
    }

    private void isWorthless(String link) {
        assertThatThrownBy(() -> access.doors().setUp(link, "Eve", PASSWORD, ARRIVAL))
                .hasMessageStartingWith("this link was used already, or is none")
                .isInstanceOfSatisfying(
                        AccessRefused.class, e -> assertThat(e.why()).isEqualTo(Why.WRONG));
        assertThat(access.people().all())
                .extracting(entry -> entry.person().name())
                .doesNotContain("Eve");
    }

    private static Vouched vouched(String name, Role role) {
        return new Vouched("https://id.example " + name, List.of(name), role, "no role");
    }

    private Sessions.Started byProvider(String name, Role role) {
        Vouched vouched = vouched(name, role);
        access.providerDoor().admit(vouched);
        return access.providerDoor().enter(vouched, ARRIVAL);
    }

    private Sessions.Started invited(String name, Role role) {
        String token = access.people().invite(name, role, "admin").token();
        return access.doors().accept(token, PASSWORD, ARRIVAL);
    }

    private Role role(String name) {
        return access.people().all().stream()
                .map(People.Entry::person)
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow()
                .role();
    }

    @Test
    void theFirstLinkIsWorthlessOnceAnInvitedAdministratorHasAPassword() {
        String link = link();
        String invitation = access.people().invite("ann", Role.ADMIN, "admin").token();
        assertThatThrownBy(() -> access.doors().setUp(link, "Eve", "short", ARRIVAL))
                .hasMessageStartingWith("the password has 5 characters"); // ann may never come
        access.doors().accept(invitation, PASSWORD, ARRIVAL);
        isWorthless(link);
    }

    @Test
    void theFirstLinkIsWorthlessOnceSomebodyIsMadeAdministrator() {
        String link = link();
        invited("bob", Role.AUTHOR);
        access.people().change("bob", Role.ADMIN, null);
        isWorthless(link);
    }

    @Test
    void theFirstLinkIsWorthlessOnceAnAdministratorIsActiveAgain() {
        String link = link();
        Person away =
                new Person("bob", Role.ADMIN, SignIn.PASSWORD, false, 0, "an older version", null);
        change(rows -> SqlPeople.add(rows, away, "a hash", null));
        assertThatThrownBy(() -> access.doors().setUp(link, "Eve", "short", ARRIVAL))
                .hasMessageStartingWith("the password has 5 characters");
        access.people().change("bob", null, true);
        isWorthless(link);
    }

    @Test
    void theFirstLinkIsWorthlessOnceTheProvidersClaimMakesAnAdministrator() {
        String link = link();
        byProvider("bea", Role.VIEWER);
        byProvider("bea", Role.ADMIN);
        isWorthless(link);
        byProvider("bea", Role.VIEWER); // and stays so when nobody administers any more
        isWorthless(link);
    }

    @Test
    void theFirstLinkIsWorthlessHoweverTheAdministratorCame() {
        String link = link();
        Person ann =
                new Person("ann", Role.ADMIN, SignIn.PASSWORD, true, 0, "another version", null);
        change(rows -> SqlPeople.add(rows, ann, "a hash", null));
        isWorthless(link);
        access = fresh();
        assertThat(access.doors().setupToken()).isEmpty();
        change(rows -> SqlPeople.delete(rows, "ann"));
        isWorthless(link); // the start swept it away
    }

    private interface Work {
        void on(SqlRows rows);
    }

    private void change(Work work) {
        new SqlTables(stored.database, stored.journal)
                .change(
                        rows -> {
                            work.on(rows);
                            return true;
                        });
    }

    @Test
    void anotherRoleByTheProvidersClaimMakesTheCookieAnew() {
        Sessions.Started bea = byProvider("bea", Role.OPERATOR);
        byProvider("bea", Role.OPERATOR);
        assertThat(access.sessions().see(bea.cookie()).orElseThrow().renewed()).isNull();
        byProvider("bea", Role.VIEWER);
        Sessions.Seen seen = access.sessions().see(bea.cookie()).orElseThrow();
        assertThat(seen.caller().role()).isEqualTo(Role.VIEWER);
        assertThat(seen.renewed()).isNotNull();
    }

    @Test
    void theProvidersClaimTakesTheRoleOfTheLastAdministratorToo() {
        byProvider("bea", Role.ADMIN);
        byProvider("bea", Role.VIEWER);
        assertThat(role("bea")).isEqualTo(Role.VIEWER);
        // whoever has the settings' token invites another one
        Sessions.Started ann = invited("ann", Role.ADMIN);
        assertThat(access.sessions().see(ann.cookie()).orElseThrow().caller().role())
                .isEqualTo(Role.ADMIN);
    }

    @Test
    void whomTheProviderVouchesForAndWhoIsRefusedUsesUpTheAddresssTries() {
        ProviderDoor door = access.providerDoor();
        for (int i = 0; i < 40; i++) {
            door.asked(() -> "right", ARRIVAL);
            byProvider("bea", Role.VIEWER);
        }
        Vouched nobody = vouched("nora", null);
        for (int i = 0; i < 30; i++) {
            assertThat(door.asked(() -> nobody, ARRIVAL)).isEqualTo(nobody);
            assertThatThrownBy(() -> door.admit(nobody)).hasMessage("no role");
        }
        assertThatThrownBy(() -> door.asked(() -> nobody, ARRIVAL))
                .isInstanceOfSatisfying(
                        AccessRefused.class, e -> assertThat(e.why()).isEqualTo(Why.TOO_MANY));
    }
}
