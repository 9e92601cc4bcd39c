package io.tidegate.journal;

import io.tidegate.event.Event;
import io.tidegate.event.Json;
import io.tidegate.event.TraceContext;
import io.tidegate.journal.Acceptance.NewDelivery;
import io.tidegate.journal.Subscriptions.Subscription;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The statements that store events with their deliveries; many events at once. */
final class SqlAccept implements AutoCloseable {
    /** Keys that each group sorts, beside twice as many as it has events. */
    private static final int SORTED_AT_LEAST = 64;

    private final SqlKeys keys;
    private final Holding holding;
    private final Payloads payloads;
    private final SqlRows event;
    private final SqlRows delivery;

    SqlAccept(
            Connection connection,
            SqlDialect dialect,
            SqlKeys keys,
            Holding holding,
            Payloads payloads)
            throws SQLException {
        this.keys = keys;
        this.holding = holding;
        this.payloads = payloads;
        event =
                SqlRows.insert(
                        connection,
                        dialect,
                        "event",
                        "seq bigint, id text, source text, type text, subject text, time text, content_type text,"
                                + " extensions text, data bytea, partition integer, accepted_at bigint, origin text,"
                                + " cause bigint, trace text",
                        "");
        delivery =
                SqlRows.insert(
                        connection,
                        dialect,
                        "delivery",
                        "id bigint, connector text, event bigint, subject_hash bigint, status text, blocked integer,"
                                + " due_at bigint, created_at bigint, handed_over integer",
                        "");
    }

    List<Acceptance> accept(
            List<Event> events,
            Ids ids,
            SubjectCounts counts,
            Subscriptions subscriptions,
            long now)
            throws SQLException {
        long[] seqs = new long[events.size()];
        for (int i = 0; i < seqs.length; i++) {
            seqs[i] = ids.next();
        }
        boolean[] isNew = keys.add(events, seqs);
        List<Acceptance> acceptances = new ArrayList<>(seqs.length);
        for (int i = 0; i < seqs.length; i++) {
            Event accepted = events.get(i);
            if (!isNew[i]) {
                acceptances.add(new Acceptance(accepted, true, List.of()));
                continue;
            }
            addEvent(accepted, seqs[i], now);
            List<NewDelivery> added = new ArrayList<>(4);
            for (Subscription subscription : subscriptions.of(accepted.type())) {
                added.add(addDelivery(accepted, seqs[i], subscription, ids, counts, now));
            }
            acceptances.add(new Acceptance(accepted, false, added));
        }
        event.write();
        delivery.write();
        keys.sortIfMany(SORTED_AT_LEAST + 2 * events.size());
        return acceptances;
    }

    private void addEvent(Event accepted, long seq, long now) throws SQLException {
        Map<String, Object> extensions = accepted.extensions();
        TraceContext trace = accepted.trace();
        event.set(seq)
                .set(accepted.id())
                .set(accepted.source())
                .set(accepted.type())
                .set(accepted.subject())
                .set(accepted.time())
                .set(accepted.contentType())
                .set(extensions.isEmpty() ? null : payloads.stored(Json.text(extensions)))
                .set(payloads.storedOrNull(accepted.data()))
                .set((int) (accepted.subjectHash() & 0xff))
                .set(now)
                .set(accepted.provenance().origin())
                .setOrNull(accepted.provenance().cause())
                .set(trace == null ? null : trace.text())
                .add();
    }

    private NewDelivery addDelivery(
            Event accepted,
            long seq,
            Subscription subscription,
            Ids ids,
            SubjectCounts counts,
            long now)
            throws SQLException {
        long subject = subscription.ordered() ? accepted.subjectHash() : 0;
        DeliveryRef ref = new DeliveryRef(ids.next(), subscription.connector(), subject);
        boolean ours = holding.counts(Holding.partition(ref));
        boolean blocked = !ours || (subject != 0 && counts.add(ref.connector(), subject));
        delivery.set(ref.id())
                .set(ref.connector())
                .set(seq)
                .set(subject)
                .set("pending")
                .set(blocked ? 1 : 0)
                .set(now)
                .set(now)
                .set(ours ? 0 : 1)
                .add();
        return new NewDelivery(ref, blocked, !ours);
    }

    @Override
    public void close() throws SQLException {
        event.close();
        delivery.close();
    }
}
