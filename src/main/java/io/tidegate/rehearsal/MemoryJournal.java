package io.tidegate.rehearsal;

import io.tidegate.event.Event;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Acceptance.NewDelivery;
import io.tidegate.journal.Change;
import io.tidegate.journal.CommitListener;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.journal.Due;
import io.tidegate.journal.Journal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The unfinished deliveries of one connector, in memory: every change is true at once, nothing
 * outlives the process, and the same event may come again.
 */
final class MemoryJournal implements Journal {
    private final CommitListener listener;
    private final Map<Long, Row> rows = new ConcurrentHashMap<>();
    private volatile String connector = "";
    private long lastId;

    private record Row(Due due, long dueAt) {}

    MemoryJournal(CommitListener listener) {
        this.listener = listener;
    }

    /** Forgets what there is; from now on every event is this connector's, and ids begin at 1. */
    synchronized void begin(String only) {
        rows.clear();
        connector = only;
        lastId = 0;
    }

    @Override
    public CompletionStage<List<Acceptance>> accept(List<Event> events) {
        List<Acceptance> accepted = new ArrayList<>();
        for (Event event : events) {
            DeliveryRef ref = new DeliveryRef(newId(), connector, event.subjectHash());
            rows.put(ref.id(), new Row(new Due(ref, event, Due.Progress.NONE, null, null), 0));
            accepted.add(new Acceptance(event, false, List.of(new NewDelivery(ref, false))));
        }
        listener.accepted(accepted);
        return CompletableFuture.completedFuture(accepted);
    }

    @Override
    public CompletionStage<Void> record(DeliveryRecord what) {
        long id = what.delivery().id();
        if (what.change() instanceof Change.Waiting waiting) {
            rows.computeIfPresent(
                    id, (same, row) -> new Row(due(row.due(), what), waiting.dueAt()));
        } else {
            rows.remove(id);
        }
        return CompletableFuture.completedFuture(null);
    }

    private static Due due(Due before, DeliveryRecord what) {
        Long first = before.progress().firstAttemptAt();
        if (first == null && what.made().attempt() != null) {
            first = what.made().attempt().startedAt();
        }
        return new Due(
                before.ref(),
                before.event(),
                new Due.Progress(what.made().attempts(), 0, first, null),
                what.made().request(),
                null);
    }

    @Override
    public synchronized long newId() {
        return ++lastId;
    }

    @Override
    public List<Due> due(String of, long now, int limit) {
        return rows.values().stream()
                .filter(row -> row.due().ref().connector().equals(of) && row.dueAt() <= now)
                .limit(limit)
                .map(Row::due)
                .toList();
    }

    @Override
    public OptionalLong nextDue(String of, long now) {
        return rows.values().stream()
                .filter(row -> row.due().ref().connector().equals(of))
                .mapToLong(Row::dueAt)
                .filter(at -> at > now)
                .min();
    }

    /** None: hooks run from memory here. */
    @Override
    public List<Due> hooksDue(String of, long afterId, int limit) {
        return List.of();
    }

    @Override
    public List<Due> unfinished(String of, long upTo, int limit) {
        return rows.values().stream()
                .map(Row::due)
                .filter(due -> due.ref().connector().equals(of) && due.ref().id() <= upTo)
                .sorted(Comparator.comparingLong(due -> due.ref().id()))
                .limit(limit)
                .toList();
    }

    @Override
    public Set<String> connectorsWithWork() {
        return rows.isEmpty() ? Set.of() : Set.of(connector);
    }

    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public void close() {
        rows.clear();
    }
}
