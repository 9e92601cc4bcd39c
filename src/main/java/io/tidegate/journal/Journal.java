package io.tidegate.journal;

import io.tidegate.event.Event;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Stores events and deliveries. Stages complete on the writer's thread, after the commit that made
 * them true, or fail with {@link JournalBusy} or {@link JournalUnavailable}; then nothing may be
 * acknowledged.
 */
public interface Journal extends AutoCloseable {

    /** Stores the events and a delivery for each of their subscriptions, in one transaction. */
    CompletionStage<List<Acceptance>> accept(List<Event> events);

    /**
     * Stores what became of a delivery. Never refused for lack of room; while the journal cannot be
     * written it is kept and written as soon as it can.
     */
    CompletionStage<Void> record(DeliveryRecord deliveryRecord);

    /** An id for a new row; they grow with time. Any thread may ask. */
    long newId();

    /** Reading back ends once what was read weighs so many bytes in memory. */
    int MAX_READ = 32 << 20;

    /**
     * Deliveries of a connector that may be sent now, oldest due time first; fewer than {@code
     * limit} if they weigh {@link #MAX_READ}. Those whose payload cannot be read are left out.
     */
    List<Due> due(String connector, long now, int limit);

    /**
     * Deliveries of a connector that are pending or waiting, not held back by a predecessor, with
     * ids up to {@code upTo}; fewer than {@code limit} if they weigh {@link #MAX_READ}. Those whose
     * payload cannot be read have none here.
     */
    List<Due> unfinished(String connector, long upTo, int limit);

    /** The due time, in ms, of the connector's next delivery that is due after {@code now}. */
    OptionalLong nextDue(String connector, long now);

    /**
     * Delivered ones whose after hooks have not ended, oldest first, with ids above {@code
     * afterId}.
     */
    List<Due> hooksDue(String connector, long afterId, int limit);

    /** Connectors that have anything unfinished: a delivery, or an after hook. */
    Set<String> connectorsWithWork();

    /**
     * False while the last write failed for a reason that is not its data's; no new attempt may
     * begin then.
     */
    boolean writable();

    /** Writes all that was handed in, then lets go of the database. */
    @Override
    void close();
}
