package io.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.access.AccessRefused.Why;
import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.security.Seal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody at the door can find out, and whom they can shut out. */
class DoorsTest {
    private static final String PASSWORD = "four words that fit";
    private static final String HOME = "192.0.2.1";

    @TempDir Path folder;
    private final AtomicInteger hashed = new AtomicInteger();
    private StoredDeliveries stored;
    private SqlTables tables;
    private Sessions sessions;
    private People people;
    private Doors doors;

    /** Counts the work; how strong it is does not matter here. */
    private final class Counted implements Passwords.Hashing {
        @Override
        public String hash(String password) {
            hashed.incrementAndGet();
            return "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$"
                    + HexFormat.of().formatHex(password.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean matches(String password, String hash) {
            return hash(password).equals(hash);
        }
    }

    @BeforeEach
    void open() {
        stored = new StoredDeliveries("jdbc:sqlite:" + folder.resolve("tidegate.db"));
        tables = new SqlTables(stored.database, stored.journal);
        sessions = new Sessions(tables, Seal.ofThisProcess(), stored.clock, Duration.ofHours(2));
        people = new People(tables, stored.clock);
        doors = newDoors();
        doors.setUp(doors.setupToken().orElseThrow(), "Ann", PASSWORD, from(HOME));
        hashed.set(0);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    /** As after a start: nothing is remembered. */
    private Doors newDoors() {
        return new Doors(tables, sessions, new Passwords(new Counted()), stored.clock);
    }

    private static Arrival from(String address) {
        return new Arrival(new Visit(address, false, "a browser"), null);
    }

    private String wrong(String name, String password, String address) {
        try {
            doors.signIn(name, password, from(address));
        } catch (AccessRefused refused) {
            return refused.why() + " " + refused.getMessage();
        }
        throw new AssertionError(name + " signed in");
    }

    @Test
    void eachWayToBeWrongIsTheSameWorkAndTheSameAnswer() {
        people.invite("invited", Role.VIEWER, "Ann");
        String token = people.invite("disabled", Role.VIEWER, "Ann").token();
        doors.accept(token, PASSWORD, from("192.0.2.9"));
        people.change("disabled", null, false);
        doors = newDoors();
        wrong("warm", "up", "192.0.2.10"); // makes what nobody's password is compared with
        List<String> seen = new ArrayList<>();
        for (String name :
                List.of("Ann", "disabled", "invited", "nobody", "", "\0", "x".repeat(9_000))) {
            hashed.set(0);
            String password = name.equals("Ann") ? "wrong" : PASSWORD;
            seen.add(wrong(name, password, "192.0.2.11") + ", hashes: " + hashed);
        }
        assertThat(seen)
                .containsOnly(
                        "WRONG the name or the password is wrong, or this person may not sign in, hashes: 1");
    }

    @Test
    void whoTriesANameFromElsewhereDoesNotShutItsOwnerOutAtHome() {
        for (int i = 0; i < 10; i++) {
            wrong("ann", "wrong", "198.51.100." + i);
        }
        assertThat(wrong("ann", PASSWORD, "198.51.100.99"))
                .startsWith("TOO_MANY too many tries that went wrong for this name");
        assertThat(doors.signIn("ann", PASSWORD, from(HOME)).person().name()).isEqualTo("Ann");

        doors = newDoors(); // which knows where somebody is at home by their sessions
        for (int i = 0; i < 10; i++) {
            wrong("ann", "wrong", "198.51.100." + i);
        }
        assertThat(doors.signIn("ann", PASSWORD, from(HOME)).person().name()).isEqualTo("Ann");
    }

    @Test
    void atHomeTriesAreCountedToo() {
        String last = "";
        doors.signIn("ann", PASSWORD, from(HOME));
        for (int i = 0; i < 11; i++) {
            last = wrong("ann", "wrong", HOME);
        }
        assertThat(last).startsWith("TOO_MANY too many tries that went wrong for this name");
    }

    @Test
    void anAddressThatMayNotTryUsesUpNothingOfAName() {
        for (int i = 0; i < 30; i++) {
            wrong("x" + i, "wrong", "198.51.100.1");
        }
        for (int i = 0; i < 30; i++) {
            assertThat(wrong("Ann", "wrong", "198.51.100.1"))
                    .startsWith("TOO_MANY too many tries that went wrong for this address");
        }
        assertThat(doors.signIn("Ann", PASSWORD, from("198.51.100.2"))).isNotNull();
    }

    @Test
    void allAddressesOfOneIpv6NetworkAreOne() {
        for (int i = 0; i < 30; i++) {
            wrong("x" + i, "wrong", "2001:db8:0:1::" + Integer.toHexString(i));
        }
        assertThat(wrong("y", "wrong", "2001:db8:0:1:ffff::1"))
                .startsWith("TOO_MANY too many tries that went wrong for this address");
        assertThat(wrong("y", "wrong", "2001:db8:0:2::1")).startsWith("WRONG");
    }

    @Test
    void aNewPasswordCanBeChosenWhileStrangersTryTheName() {
        Session ann = doors.signIn("Ann", PASSWORD, from(HOME)).session();
        for (int i = 0; i < 11; i++) {
            wrong("ann", "wrong", "198.51.100." + i);
        }
        assertThat(doors.changePassword(ann, PASSWORD, "a wholly new one")).isEqualTo(1);
    }

    @Test
    void whatWasNotLookedAtIsNoTry() {
        Passwords.Hashing full =
                new Passwords.Hashing() {
                    @Override
                    public String hash(String password) {
                        return "$argon2id$v=19$m=19456,t=2,p=1$x";
                    }

                    @Override
                    public boolean matches(String password, String hash) {
                        throw AccessRefused.tooMany("too many passwords are being checked", 1);
                    }
                };
        doors = new Doors(tables, sessions, new Passwords(full), stored.clock);
        for (int i = 0; i < 40; i++) {
            assertThat(wrong("Ann", PASSWORD, "198.51.100.1"))
                    .isEqualTo("TOO_MANY too many passwords are being checked");
        }
    }

    @Test
    void aCookieThatWasNotMadeHereIsNobodys() {
        String good = doors.signIn("Ann", PASSWORD, from(HOME)).cookie();
        List<String> bad =
                List.of(
                        "",
                        ".",
                        "=",
                        "AAAA",
                        "\u0000",
                        "%00",
                        good.substring(1),
                        good.substring(0, good.length() - 4),
                        good + good,
                        good.toUpperCase(java.util.Locale.ROOT),
                        "A".repeat(30_000),
                        Seal.ofThisProcess().seal("session", "x.1"));
        for (String cookie : bad) {
            assertThat(sessions.see(cookie)).as(cookie).isEmpty();
            assertThat(sessions.isGood(cookie)).as(cookie).isFalse();
        }
        assertThat(sessions.isGood(good)).isTrue();
    }

    @Test
    void strangersDoNotFillTheAuditLog() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(doors.leftOut()).hasValue(0);
        }
        for (int i = 0; i < 500; i++) {
            assertThat(doors.leftOut()).isEmpty();
        }
    }

    @Test
    void aLinkThatIsNoneCostsATryOfTheAddress() {
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> doors.accept("none", PASSWORD, from("198.51.100.1")))
                    .isInstanceOfSatisfying(
                            AccessRefused.class, e -> assertThat(e.why()).isEqualTo(Why.WRONG));
        }
        assertThatThrownBy(() -> doors.accept("none", PASSWORD, from("198.51.100.1")))
                .hasMessageStartingWith("too many tries that went wrong for this address");
    }
}
