package io.tidegate.access;

import io.tidegate.journal.JournalUnavailable;
import io.tidegate.security.Seal;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in. A cookie holds a session's id and generation, sealed; the database holds the
 * id's hash, and is asked at every request: what is ended there is ended at once.
 */
public final class Sessions {
    /** However often it is renewed. */
    public static final Duration LIFE = Duration.ofHours(12);

    private static final long RENEWED_EVERY = Duration.ofHours(1).toMillis();

    /** For requests that were on their way when another one's answer brought the next cookie. */
    private static final long EARLIER_GOOD_FOR = Duration.ofMinutes(5).toMillis();

    private static final long SEEN_EVERY = Duration.ofMinutes(1).toMillis();
    private static final String PURPOSE = "session";

    private final SqlTables tables;
    private final Seal seal;
    private final Clock clock;
    private final long idleMillis;

    Sessions(SqlTables tables, Seal seal, Clock clock, Duration idle) {
        this.tables = tables;
        this.seal = seal;
        this.clock = clock;
        this.idleMillis = idle.toMillis();
    }

    /**
     * Somebody who signed in just now.
     *
     * @param cookie what the browser is to bring from now on
     */
    public record Started(Person person, Session session, String cookie) {}

    /**
     * Somebody who is signed in.
     *
     * @param renewed what the browser is to bring from now on; null: what it brought
     */
    public record Seen(Person person, Session session, @Nullable String renewed) {
        public Caller caller() {
            return new Caller(person.name(), person.role(), session);
        }
    }

    /** A new one, within a transaction; what the browser brought before is good for nothing. */
    Started start(SqlRows rows, Person person, String by, Arrival arrival) {
        String id = Opaque.random();
        String idHash = Opaque.hash(id);
        long now = clock.millis();
        Session session =
                new Session(
                        idHash.substring(0, SqlSessions.SHOWN_ID),
                        person.name(),
                        by,
                        now,
                        now,
                        ends(now, now),
                        arrival.visit());
        String before = arrival.cookie();
        Brought brought = before == null ? null : open(before);
        if (brought != null) {
            rows.execute(
                    "DELETE FROM console_session WHERE id_hash = ?", Opaque.hash(brought.id()));
        }
        SqlSessions.add(rows, idHash, session);
        SqlPeople.signedIn(rows, person.name(), now);
        return new Started(person, session, sealed(id, 1));
    }

    /**
     * Who brings this cookie; waits for the database.
     *
     * @throws JournalUnavailable if it cannot be read
     */
    public Optional<Seen> see(String cookie) {
        Brought brought = open(cookie);
        return brought == null ? Optional.empty() : see(brought);
    }

    /**
     * Whether this cookie is good, without taking it for a sign that somebody is there.
     *
     * @throws JournalUnavailable if it cannot be read
     */
    public boolean isGood(String cookie) {
        Brought brought = open(cookie);
        return brought != null && find(brought, clock.millis()).isPresent();
    }

    /** Whichever comes first: the end of its life, or nobody being there. */
    private long ends(long startedAt, long seenAt) {
        return Math.min(startedAt + LIFE.toMillis(), seenAt + idleMillis);
    }

    private record Brought(String id, int generation) {}

    private @Nullable Brought open(String cookie) {
        String text = seal.open(PURPOSE, cookie);
        int dot = text == null ? -1 : text.indexOf('.');
        return dot < 0
                ? null
                : new Brought(
                        Objects.requireNonNull(text).substring(0, dot),
                        Integer.parseInt(text.substring(dot + 1)));
    }

    private String sealed(String id, int generation) {
        return seal.seal(PURPOSE, id + "." + generation);
    }

    private record Found(SqlSessions.Row row, Person person) {}

    private Optional<Seen> see(Brought brought) {
        long now = clock.millis();
        return find(brought, now).map(found -> seen(brought, found, now));
    }

    private Optional<Found> find(Brought brought, long now) {
        String idHash = Opaque.hash(brought.id());
        Optional<Found> found =
                tables.read(
                        rows -> {
                            var row = SqlSessions.find(rows, idHash, now);
                            return row.isEmpty()
                                    ? Optional.<Found>empty()
                                    : SqlPeople.find(rows, row.get().session().person())
                                            .map(p -> new Found(row.get(), p.person()));
                        });
        return found.filter(f -> f.person().active() && isGood(brought, f.row(), now));
    }

    private static boolean isGood(Brought brought, SqlSessions.Row row, long now) {
        return brought.generation() == row.generation()
                || (brought.generation() == row.generation() - 1
                        && now - row.renewedAt() < EARLIER_GOOD_FOR);
    }

    private Seen seen(Brought brought, Found found, long now) {
        SqlSessions.Row row = found.row();
        if (now - row.session().lastSeenAt() >= SEEN_EVERY) {
            tables.note(
                    rows ->
                            rows.execute(
                                    "UPDATE console_session SET last_seen_at = ?, expires_at = ?"
                                            + " WHERE id_hash = ?",
                                    now,
                                    ends(row.session().startedAt(), now),
                                    row.idHash()));
        }
        int generation = row.generation() + (isRenewed(row, now) ? 1 : 0);
        String renewed =
                generation == brought.generation() ? null : sealed(brought.id(), generation);
        return new Seen(found.person(), row.session(), renewed);
    }

    private boolean isRenewed(SqlSessions.Row row, long now) {
        if (now - row.renewedAt() < RENEWED_EVERY) {
            return false;
        }
        try {
            return tables.change(rows -> SqlSessions.renew(rows, row, now));
        } catch (JournalUnavailable e) {
            return false; // one of the next requests renews it
        }
    }

    /** Ends the one that the cookie is of, if any. */
    public void end(String cookie) {
        Brought brought = open(cookie);
        if (brought != null) {
            String idHash = Opaque.hash(brought.id());
            tables.change(
                    rows -> rows.execute("DELETE FROM console_session WHERE id_hash = ?", idHash));
        }
    }
}
