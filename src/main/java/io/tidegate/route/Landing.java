package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.RetryPlan;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.Json;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.DeliveryRecord.Beside;
import io.tidegate.journal.DeliveryRecord.Made;
import io.tidegate.journal.Note;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a route means for its delivery: the transitions of docs/guarantees.md, in one
 * place.
 */
final class Landing {
    private final LongSupplier newId;

    Landing(LongSupplier newId) {
        this.newId = newId;
    }

    /** The record of a 2xx on which after hooks are due. */
    static DeliveryRecord success(Flight flight, long now) {
        return new DeliveryRecord(
                Translation.ref(flight),
                new Change.Delivered(Translation.response(flight.reply()), result(flight)),
                made(flight, Translation.attempt(flight, flight.startedAt(), null)),
                now);
    }

    DeliveryRecord end(Flight flight, @Nullable StageFailed failure, RetryPlan plan, long now) {
        if (flight.isHooksOnly()) {
            return hooks(flight, failure, now);
        }
        if (failure != null) {
            return failure(flight, failure, plan, now);
        }
        if (flight.skippedBy() != null) {
            Change skipped = new Change.Skipped(flight.stage().word(), flight.skippedBy());
            return record(flight, skipped, skipped(flight), now);
        }
        long startedAt = flight.startedAt() == 0 ? now : flight.startedAt();
        return record(
                flight,
                new Change.Delivered(null, result(flight)),
                made(flight, Translation.attempt(flight, startedAt, null)),
                now);
    }

    private static @Nullable String result(Flight flight) {
        return flight.result() == null ? null : Json.text(flight.result());
    }

    /** Ends a delivery by hand, without a further attempt. */
    DeliveryRecord discarded(Flight flight, String reason, long now) {
        Change.Tries tries =
                new Change.Tries(flight.round().inRound(), flight.round().firstAt(), now);
        Change failed = new Change.Failed("request", reason, query(flight, tries));
        return record(flight, failed, made(flight, null), now);
    }

    private Change.Query query(Flight flight, Change.Tries tries) {
        return new Change.Query(
                newId.getAsLong(),
                flight.event().id(),
                flight.event().type(),
                flight.event().subject(),
                tries);
    }

    private static DeliveryRecord hooks(Flight flight, @Nullable StageFailed failure, long now) {
        Change change =
                failure == null
                        ? new Change.HooksDone(result(flight))
                        : new Change.HooksFailed(
                                failure.stage().word(), String.valueOf(failure.getMessage()));
        Made made = new Made(flight.round().attempts(), null, null, false);
        return record(flight, change, made.with(beside(flight)), now);
    }

    /**
     * A failure that is final before any request began makes no attempt; every other one counts as
     * one.
     */
    private DeliveryRecord failure(Flight flight, StageFailed failure, RetryPlan plan, long now) {
        String reason = String.valueOf(failure.getMessage());
        String stage = failure.stage().word();
        boolean attempted = flight.startedAt() > 0 || !failure.isFinal();
        long startedAt = flight.startedAt() == 0 ? now : flight.startedAt();
        Attempt attempt = attempted ? Translation.attempt(flight, startedAt, reason) : null;
        int inRound = flight.round().inRound() + (attempted ? 1 : 0);
        OptionalLong next = plan.next(failure, flight.reply(), inRound, now);
        if (next.isPresent()) {
            return record(
                    flight,
                    new Change.Waiting(next.getAsLong(), stage, reason),
                    made(flight, attempt),
                    now);
        }
        Long firstAt =
                flight.round().firstAt() != null
                        ? flight.round().firstAt()
                        : attempted ? (Long) startedAt : null;
        Change.Query query = query(flight, new Change.Tries(inRound, firstAt, now));
        return record(flight, new Change.Failed(stage, reason, query), made(flight, attempt), now);
    }

    private static Made made(Flight flight, @Nullable Attempt attempt) {
        return new Made(
                flight.round().attempts() + (attempt == null ? 0 : 1),
                attempt,
                Translation.request(flight.request()),
                flight.requestIsStored(),
                beside(flight));
    }

    private static Beside beside(Flight flight) {
        if (flight.notes().isEmpty() && flight.made().isEmpty()) {
            return Beside.NOTHING;
        }
        List<Note> notes =
                flight.notes().entrySet().stream()
                        .map(note -> new Note(note.getKey(), Json.text(note.getValue())))
                        .toList();
        return new Beside(notes, flight.made());
    }

    /** An action that was withheld was an attempt; a rule that does not hold is none. */
    private static Made skipped(Flight flight) {
        return flight.startedAt() > 0
                ? made(flight, Translation.attempt(flight, flight.startedAt(), null))
                : new Made(flight.round().attempts(), null, null, false);
    }

    private static DeliveryRecord record(Flight flight, Change change, Made made, long now) {
        String step = change instanceof Change.Delivered ? "" : flight.step();
        return new DeliveryRecord(Translation.ref(flight), change, made, now, step);
    }

    static boolean timedOut(Flight flight) {
        return flight.reply() instanceof Reply.Unanswered unanswered && unanswered.timedOut();
    }
}
