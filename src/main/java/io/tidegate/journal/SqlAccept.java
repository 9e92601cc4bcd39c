package io.tidegate.journal;

import io.tidegate.event.Event;
import io.tidegate.event.Json;
import io.tidegate.event.TraceContext;
import io.tidegate.journal.Acceptance.NewDelivery;
import io.tidegate.journal.Subscriptions.Subscription;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The statements that store events with their deliveries; many events in one batch. */
final class SqlAccept implements AutoCloseable {
    /** Keys that each group sorts, beside twice as many as it has events. */
    private static final int SORTED_AT_LEAST = 64;

    private final SqlKeys keys;
    private final Holding holding;
    private final Payloads payloads;
    private final PreparedStatement event;
    private final PreparedStatement delivery;

    SqlAccept(Connection connection, SqlKeys keys, Holding holding, Payloads payloads)
            throws SQLException {
        this.keys = keys;
        this.holding = holding;
        this.payloads = payloads;
        event =
                connection.prepareStatement(
                        "INSERT INTO event (seq, id, source, type, subject, time, content_type, extensions, data,"
                                + " partition, accepted_at, origin, cause, trace)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        delivery =
                connection.prepareStatement(
                        "INSERT INTO delivery (id, connector, event, subject_hash, status, blocked, due_at, created_at,"
                                + " handed_over) VALUES (?, ?, ?, ?, 'pending', ?, ?, ?, ?)");
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
        int deliveries = 0;
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
            deliveries += added.size();
            acceptances.add(new Acceptance(accepted, false, added));
        }
        event.executeBatch();
        if (deliveries > 0) {
            delivery.executeBatch();
        }
        keys.sortIfMany(SORTED_AT_LEAST + 2 * events.size());
        return acceptances;
    }

    private void addEvent(Event accepted, long seq, long now) throws SQLException {
        Map<String, Object> extensions = accepted.extensions();
        event.setLong(1, seq);
        event.setString(2, accepted.id());
        event.setString(3, accepted.source());
        event.setString(4, accepted.type());
        event.setString(5, accepted.subject());
        event.setString(6, accepted.time());
        event.setString(7, accepted.contentType());
        event.setString(8, extensions.isEmpty() ? null : payloads.stored(Json.text(extensions)));
        event.setBytes(9, payloads.storedOrNull(accepted.data()));
        event.setInt(10, (int) (accepted.subjectHash() & 0xff));
        event.setLong(11, now);
        event.setString(12, accepted.provenance().origin());
        event.setObject(13, accepted.provenance().cause(), Types.BIGINT);
        TraceContext trace = accepted.trace();
        event.setString(14, trace == null ? null : trace.text());
        event.addBatch();
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
        delivery.setLong(1, ref.id());
        delivery.setString(2, ref.connector());
        delivery.setLong(3, seq);
        delivery.setLong(4, subject);
        delivery.setInt(5, blocked ? 1 : 0);
        delivery.setLong(6, now);
        delivery.setLong(7, now);
        delivery.setInt(8, ours ? 0 : 1);
        delivery.addBatch();
        return new NewDelivery(ref, blocked, !ours);
    }

    @Override
    public void close() throws SQLException {
        event.close();
        delivery.close();
    }
}
