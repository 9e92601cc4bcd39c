package io.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.access.AccessRefused.Why;
import io.tidegate.access.Person.SignIn;
import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.security.Seal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for people, sessions and tokens on each database. */
abstract class AccessContract {
    private static final String PASSWORD = "four words that fit";
    private static final Arrival ARRIVAL =
            new Arrival(new Visit("192.0.2.1", false, "a browser"), null);

    private final Hands clock = new Hands();
    private StoredDeliveries stored;
    private Access access;

    abstract String url();

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() {
        stored = new StoredDeliveries(url());
        access =
                Access.of(
                        stored.database,
                        stored.journal,
                        Seal.ofThisProcess(),
                        clock,
                        Duration.ofHours(2));
    }

    @AfterEach
    void close() {
        stored.close();
    }

    private Sessions.Started admin() {
        String token = access.doors().setupToken().orElseThrow();
        return access.doors().setUp(token, "Ann", PASSWORD, ARRIVAL);
    }

    private Sessions.Started invited(String name, Role role) {
        String token = access.people().invite(name, role, "Ann").token();
        return access.doors().accept(token, PASSWORD, ARRIVAL);
    }

    private boolean isSignedIn(Sessions.Started started) {
        return access.sessions().see(started.cookie()).isPresent();
    }

    @Test
    void eachStartHasALinkUntilThereIsSomebody() {
        String first = access.doors().setupToken().orElseThrow();
        String second = access.doors().setupToken().orElseThrow();
        assertThatThrownBy(() -> access.doors().setUp(first, "Ann", "short", ARRIVAL))
                .hasMessage(
                        "the password has 5 characters, allowed are 12 to 128; nothing was changed");
        access.doors().setUp(first, "Ann", PASSWORD, ARRIVAL);
        assertThat(access.doors().setupToken()).isEmpty();
        assertThatThrownBy(() -> access.doors().setUp(second, "Eve", PASSWORD, ARRIVAL))
                .isInstanceOfSatisfying(
                        AccessRefused.class, e -> assertThat(e.why()).isEqualTo(Why.WRONG));
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverOftenItIsRenewed() {
        Sessions.Started ann = admin();
        String cookie = ann.cookie();
        for (int hour = 1; hour < 12; hour++) {
            clock.pass(Duration.ofHours(1));
            String renewed = access.sessions().see(cookie).orElseThrow().renewed();
            assertThat(renewed).isNotNull().isNotEqualTo(cookie);
            cookie = renewed;
        }
        assertThat(access.sessions().see(cookie)).isPresent();
        clock.pass(Duration.ofHours(1));
        assertThat(access.sessions().see(cookie)).isEmpty();
    }

    @Test
    void theCookieBeforeTheLastRenewalIsGoodForFiveMinutesMore() {
        Sessions.Started ann = admin();
        clock.pass(Duration.ofHours(1));
        assertThat(access.sessions().see(ann.cookie()).orElseThrow().renewed()).isNotNull();
        // its answer was lost, or another request was on its way
        assertThat(access.sessions().see(ann.cookie()).orElseThrow().renewed()).isNotNull();
        clock.pass(Duration.ofMinutes(5));
        assertThat(isSignedIn(ann)).isFalse();
    }

    @Test
    void aSessionEndsAfterTwoHoursWithoutARequest() {
        Sessions.Started ann = admin();
        clock.pass(Duration.ofHours(1));
        assertThat(access.sessions().isGood(ann.cookie())).isTrue(); // no sign of anybody
        clock.pass(Duration.ofHours(1));
        assertThat(access.sessions().isGood(ann.cookie())).isFalse();
        assertThat(isSignedIn(ann)).isFalse();
        assertThat(access.people().sessions("Ann")).isEmpty();
    }

    @Test
    void anotherRoleOrPasswordMakesTheCookieAnew() {
        Sessions.Started ann = admin();
        Sessions.Started bob = invited("bob", Role.OPERATOR);
        assertThat(access.sessions().see(bob.cookie()).orElseThrow().renewed()).isNull();
        access.people().change("bob", Role.OPERATOR, null);
        assertThat(access.sessions().see(bob.cookie()).orElseThrow().renewed()).isNull();
        access.people().change("bob", Role.ADMIN, null);
        String renewed = access.sessions().see(bob.cookie()).orElseThrow().renewed();
        assertThat(renewed).isNotNull();
        clock.pass(Duration.ofMinutes(5));
        assertThat(isSignedIn(bob)).isFalse();
        assertThat(access.sessions().see(renewed)).isPresent();

        access.doors().changePassword(ann.session(), PASSWORD, "a wholly new one");
        assertThat(access.sessions().see(ann.cookie()).orElseThrow().renewed()).isNotNull();
    }

    @Test
    void whoIsDeactivatedIsOutAtOnce() {
        admin();
        Sessions.Started bob = invited("bob", Role.OPERATOR);
        assertThat(access.sessions().see(bob.cookie()).orElseThrow().caller().role())
                .isEqualTo(Role.OPERATOR);
        assertThat(access.people().change("bob", Role.AUTHOR, null).sessions()).isEqualTo(1);
        assertThat(access.sessions().see(bob.cookie()).orElseThrow().caller().role())
                .isEqualTo(Role.AUTHOR);

        access.people().change("BOB", null, false);
        assertThat(isSignedIn(bob)).isFalse();
        assertThatThrownBy(() -> access.doors().signIn("bob", PASSWORD, ARRIVAL))
                .hasMessage("the name or the password is wrong, or this person may not sign in");
        access.people().change("bob", null, true);
        assertThat(isSignedIn(bob)).isFalse();
    }

    private static Vouched vouched(String subject, String name, Role role) {
        return new Vouched(
                "https://id.example " + subject, List.of(name, "oidc-" + subject), role, "no role");
    }

    private Sessions.Started byProvider(Vouched vouched) {
        access.providerDoor().admit(vouched);
        return access.providerDoor().enter(vouched, ARRIVAL);
    }

    @Test
    void whoTheProviderKnowsIsFoundBySubjectAndHasTheRoleOfToday() {
        Sessions.Started bea = byProvider(vouched("1", "bea", Role.VIEWER));
        assertThat(bea.person().signIn()).isEqualTo(SignIn.OIDC);
        assertThat(bea.session().by()).isEqualTo("oidc");
        assertThat(byProvider(vouched("1", "beatrice", Role.AUTHOR)).person().name())
                .isEqualTo("bea");
        assertThat(access.sessions().see(bea.cookie()).orElseThrow().person().role())
                .isEqualTo(Role.AUTHOR);
        assertThatThrownBy(() -> byProvider(vouched("2", "BEA", Role.ADMIN)))
                .hasMessageStartingWith(
                        "the provider calls you BEA, and there is another person of that name here, bea");
        assertThat(byProvider(vouched("3", "admin", Role.VIEWER)).person().name())
                .isEqualTo("oidc-3");

        assertThatThrownBy(() -> byProvider(vouched("1", "bea", null))).hasMessage("no role");
        assertThat(isSignedIn(bea)).isFalse();
        assertThatThrownBy(() -> access.people().change("bea", Role.ADMIN, null))
                .hasMessageStartingWith("bea has the role that the provider's claim gives");
        access.people().change("bea", Role.AUTHOR, false);
        assertThatThrownBy(() -> byProvider(vouched("1", "bea", Role.ADMIN)))
                .hasMessageContaining("an administrator has deactivated you");
    }

    @Test
    void anAddressWhoseAnswersAreWrongTooOftenCostsTheProviderNothingForAWhile() {
        ProviderDoor door = access.providerDoor();
        for (int i = 0; i < 40; i++) {
            assertThat(door.<String>asked(() -> "right", ARRIVAL)).isEqualTo("right");
            byProvider(vouched("1", "bea", Role.VIEWER));
        }
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> door.asked(AccessContract::wrong, ARRIVAL))
                    .hasMessage("wrong");
        }
        assertThatThrownBy(() -> door.asked(AccessContract::wrong, ARRIVAL))
                .isInstanceOfSatisfying(
                        AccessRefused.class, e -> assertThat(e.retryAfterSeconds()).isEqualTo(5));
        Arrival other = new Arrival(new Visit("192.0.2.2", false, "a browser"), null);
        assertThat(door.<String>asked(() -> "right", other)).isEqualTo("right");
        clock.pass(Duration.ofSeconds(5));
        assertThat(door.<String>asked(() -> "right", ARRIVAL)).isEqualTo("right");
    }

    private static String wrong() {
        throw new IllegalStateException("wrong");
    }

    @Test
    void theFirstLinkIsGoodUntilTheProviderSendsAnAdministrator() {
        String link = access.doors().setupToken().orElseThrow();
        byProvider(vouched("1", "bea", Role.VIEWER));
        assertThatThrownBy(() -> access.doors().setUp(link, "Ann", "short", ARRIVAL))
                .hasMessageStartingWith("the password has 5 characters");
        byProvider(vouched("2", "cleo", Role.ADMIN));
        assertThatThrownBy(() -> access.doors().setUp(link, "Ann", PASSWORD, ARRIVAL))
                .hasMessageStartingWith("this link was used already");
    }

    @Test
    void theLastAdministratorStaysOne() {
        admin();
        access.people().invite("bob", Role.ADMIN, "Ann"); // who has not come yet
        String last =
                "Ann is the last one who can sign in as admin; make somebody else admin first. Nothing was changed";
        assertThatThrownBy(() -> access.people().remove("ann")).hasMessage(last);
        assertThatThrownBy(() -> access.people().change("Ann", Role.AUTHOR, null)).hasMessage(last);
        assertThatThrownBy(() -> access.people().change("Ann", null, false)).hasMessage(last);
        assertThat(access.people().all().get(0).person().isAdministrator()).isTrue();

        invitedAgain("bob");
        assertThat(access.people().remove("Ann").person().name()).isEqualTo("Ann");
    }

    private void invitedAgain(String name) {
        String token = access.people().inviteAgain(name).token();
        access.doors().accept(token, PASSWORD, ARRIVAL);
    }

    @Test
    void anInvitationIsGoodOnceForSevenDaysAndTheNewestAlone() {
        admin();
        String first = access.people().invite("bob", Role.VIEWER, "Ann").token();
        assertThat(access.people().all().get(1).person().signIn()).isEqualTo(SignIn.INVITED);
        String second = access.people().inviteAgain("bob").token();
        String gone =
                "this link was used already, is too old, or is none: ask an administrator for a new one";
        assertThatThrownBy(() -> access.doors().accept(first, PASSWORD, ARRIVAL)).hasMessage(gone);
        access.doors().accept(second, PASSWORD, ARRIVAL);
        assertThatThrownBy(() -> access.doors().accept(second, PASSWORD, ARRIVAL)).hasMessage(gone);
        String third = access.people().inviteAgain("bob").token();
        clock.pass(Duration.ofDays(7));
        assertThatThrownBy(() -> access.doors().accept(third, PASSWORD, ARRIVAL)).hasMessage(gone);
    }

    @Test
    void anotherPasswordEndsTheOtherSessions() {
        Sessions.Started here = admin();
        Sessions.Started there = access.doors().signIn("ann", PASSWORD, ARRIVAL);
        assertThatThrownBy(
                        () ->
                                access.doors()
                                        .changePassword(
                                                here.session(), "wrong", "a wholly new one"))
                .hasMessage("the old password is wrong; nothing was changed");
        assertThat(access.doors().changePassword(here.session(), PASSWORD, "a wholly new one"))
                .isEqualTo(1);
        assertThat(isSignedIn(here)).isTrue();
        assertThat(isSignedIn(there)).isFalse();
        assertThat(access.doors().signIn("Ann", "a wholly new one", ARRIVAL)).isNotNull();
    }

    @Test
    void whatIsEndedFromAnotherBrowserIsOutAtOnce() {
        Sessions.Started here = admin();
        Sessions.Started there = access.doors().signIn("ann", PASSWORD, ARRIVAL);
        assertThat(access.people().sessions("Ann")).hasSize(2);
        access.people().endSession("Ann", there.session().id());
        assertThat(isSignedIn(there)).isFalse();
        assertThat(access.people().endSessions("ann")).isEqualTo(1);
        assertThat(isSignedIn(here)).isFalse();
    }

    @Test
    void namesThatWouldBeMistakenForEachOtherAreOne() {
        admin();
        assertThatThrownBy(() -> access.people().invite("\uff21nn", Role.VIEWER, "Ann"))
                .hasMessage("the name \uff21nn is taken: there is Ann; nothing was changed");
        assertThatThrownBy(() -> access.people().invite("token:x", Role.VIEWER, "Ann"))
                .hasMessageStartingWith("the name is \"token:x\", allowed are");
        assertThatThrownBy(() -> access.people().invite("Admin", Role.VIEWER, "Ann"))
                .hasMessageStartingWith("the name Admin is how a token's work is written down");
    }

    @Test
    void aTokenIsGoodUntilItExpiresOrIsRevoked() {
        long tomorrow = clock.millis() + Duration.ofDays(1).toMillis();
        ApiTokens.Made made = access.tokens().make("ci", Role.OPERATOR, tomorrow, "Ann");
        assertThat(made.text()).matches("tg_[\\w-]{43}[0-9a-f]{8}");
        assertThat(access.tokens().see(made.text()))
                .contains(new Caller("token:ci", Role.OPERATOR));
        assertThatThrownBy(() -> access.tokens().make("ci", Role.VIEWER, null, "Ann"))
                .hasMessageStartingWith("there is a token named ci already");
        ApiTokens.Made other = access.tokens().make("other", Role.VIEWER, null, "Ann");
        assertThat(access.tokens().revoke(other.token().id()).name()).isEqualTo("other");
        assertThat(access.tokens().see(other.text())).isEmpty();

        clock.pass(Duration.ofDays(1));
        assertThat(access.tokens().see(made.text())).isEmpty();
        assertThat(access.tokens().all())
                .singleElement()
                .extracting(ApiToken::lastUsedAt)
                .isEqualTo(tomorrow - Duration.ofDays(1).toMillis());
    }

    @Test
    void noTextThatGivesAccessIsInTheDatabase() throws SQLException {
        Sessions.Started ann = admin();
        String token = access.tokens().make("ci", Role.ADMIN, null, "Ann").text();
        String link = access.people().invite("bob", Role.ADMIN, "Ann").token();
        String kept = everything("person", "console_session", "api_token", "invitation");
        assertThat(kept)
                .contains("$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain(PASSWORD, ann.cookie(), token, link);
    }

    private String everything(String... tables) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = stored.database.readers().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            text.append(rows.getString(i)).append(' ');
                        }
                    }
                }
            }
        }
        return text.toString();
    }
}
