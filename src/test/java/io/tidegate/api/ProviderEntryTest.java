package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.ManualClock;
import io.tidegate.access.Access;
import io.tidegate.access.AccessRefused;
import io.tidegate.access.Arrival;
import io.tidegate.access.AuditEntry;
import io.tidegate.access.AuditLog;
import io.tidegate.access.Role;
import io.tidegate.access.Visit;
import io.tidegate.access.Vouched;
import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.identity.Transport;
import io.tidegate.oidc.Client;
import io.tidegate.oidc.NotVouched;
import io.tidegate.oidc.ProviderSignIn;
import io.tidegate.oidc.ProviderSignIn.Coming;
import io.tidegate.oidc.RoleClaim;
import io.tidegate.security.Seal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers whom the provider's side refuses can fill. */
class ProviderEntryTest {
    private static final Vouched NOBODY =
            new Vouched("https://id.example eve", List.of("eve"), null, "no role");

    @TempDir Path folder;
    private final ManualClock clock = new ManualClock("2026-01-01T00:00:00Z");
    private StoredDeliveries stored;
    private Access access;
    private final Kept audit = new Kept();
    private ProviderEntry entry;

    /** In memory; the database is not what fills up here. */
    private static final class Kept implements AuditLog {
        final List<AuditEntry> entries = new ArrayList<>();

        @Override
        public void write(AuditEntry entry) {
            entries.add(entry);
        }

        @Override
        public <T> T during(
                AuditEntry begun, Supplier<T> change, Function<T, @Nullable AuditEntry> outcome) {
            T result = change.get();
            entries.add(outcome.apply(result));
            return result;
        }
    }

    @BeforeEach
    void open() {
        stored = new StoredDeliveries("jdbc:sqlite:" + folder.resolve("tidegate.db"));
        access =
                Access.of(
                        stored.database,
                        stored.journal,
                        Seal.ofThisProcess(),
                        clock,
                        Duration.ofHours(2));
        entry = new ProviderEntry(access, audit);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    private static Arrival from(int stranger) {
        String address = "198.51.%d.%d".formatted(stranger / 250, stranger % 250);
        return new Arrival(new Visit(address, false, "a browser"), null);
    }

    /** As a provider says it that gives no answer. */
    private static NotVouched notVouched() {
        Transport none =
                request -> {
                    throw new Transport.Unreachable("connection refused", false);
                };
        Client client = new Client("https://id.example", "tidegate", null, List.of("openid"));
        ProviderSignIn signIn =
                new ProviderSignIn(
                        client,
                        new RoleClaim("groups", Map.of()),
                        none,
                        Seal.ofThisProcess(),
                        Clock.systemUTC());
        try {
            signIn.begin(URI.create("https://tide.example/console/oidc/callback"), "/", null);
        } catch (NotVouched e) {
            return e;
        }
        throw new AssertionError("the provider answered");
    }

    @Test
    void refusalsByTheProvidersSideDoNotFillTheAuditLog() {
        NotVouched why = notVouched();
        Coming wrong =
                () -> {
                    throw why;
                };
        for (int i = 0; i < 600; i++) {
            int stranger = i;
            assertThatThrownBy(() -> entry.asked(wrong, from(stranger))).isSameAs(why);
            isTurnedAway(stranger);
        }
        assertThat(audit.entries).hasSize(1_000); // and then one each 10 s, with passwords' ones
        assertThat(audit.entries).extracting(AuditEntry::action).containsOnly("session.refused");
        assertThat(access.doors().leftOut()).isEmpty();
    }

    @Test
    void whoIsLetInIsWrittenDownHoweverManyWereRefused() {
        for (int i = 0; i < 1_001; i++) {
            access.doors().leftOut();
        }
        Vouched ann = new Vouched("https://id.example ann", List.of("ann"), Role.VIEWER, "");
        entry.enter(ann, from(1));
        assertThat(audit.entries)
                .extracting(AuditEntry::action)
                .containsExactly("person.create", "session.start");
    }

    @Test
    void theNextOneThatIsWrittenDownSaysHowManyWereNot() {
        for (int i = 0; i < 1_000; i++) {
            access.doors().leftOut();
        }
        isTurnedAway(1);
        isTurnedAway(2);
        assertThat(audit.entries).isEmpty();
        clock.advance(Duration.ofSeconds(10));
        isTurnedAway(3);
        assertThat(audit.entries)
                .extracting(AuditEntry::after)
                .containsExactly(
                        Map.of("why", "no role", "by", "oidc", "moreThatWereNotRecorded", 2L));
    }

    private void isTurnedAway(int stranger) {
        assertThatThrownBy(() -> entry.enter(NOBODY, from(stranger)))
                .isInstanceOf(AccessRefused.class)
                .hasMessage("no role");
    }
}
