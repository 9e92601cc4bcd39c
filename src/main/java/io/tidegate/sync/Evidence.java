package io.tidegate.sync;

import io.tidegate.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether an event tells of a write of ours and of nothing else. In doubt it does not: a system
 * that is told its own change loses nothing.
 */
final class Evidence {
    /** The provider's clock against ours, and the way of a webhook that holds no version. */
    private static final long CLOCKS_MILLIS = 5 * 60_000;

    /** Of actions that change nothing a profile shows: the webhooks they lead to. */
    private static final Map<String, Set<String>> TYPES =
            Map.ofEntries(
                    Map.entry("delete-account", Set.of("DeleteAccount")),
                    Map.entry("set-password", Set.of("SetPassword")),
                    Map.entry("assign-roles", Set.of("AssignRoles")),
                    Map.entry("unassign-roles", Set.of("UnassignRoles")),
                    Map.entry("set-role-context", Set.of("AssignRoles")),
                    Map.entry("create-custom-object", Set.of("CreateCustomObject")),
                    Map.entry("update-custom-object", Set.of("UpdateCustomObject")),
                    Map.entry(
                            "upsert-custom-object",
                            Set.of("CreateCustomObject", "UpdateCustomObject")),
                    Map.entry("delete-custom-object", Set.of("DeleteCustomObject")),
                    Map.entry("invalidate-email", Set.of("InvalidateEmailVerification")),
                    Map.entry("invalidate-phone", Set.of("InvalidatePhoneVerification")));

    private final Event event;
    private final Snapshot told;
    private final List<Write> writes;

    /** With all writes to its account. */
    Evidence(Event event, Writes all) {
        this.event = event;
        this.told = Snapshot.of(event);
        this.writes = all.to(told.keys());
    }

    /** To the account that the event tells of, newest first. */
    List<Write> writes() {
        return writes;
    }

    Snapshot told() {
        return told;
    }

    boolean tellsOf(Write write) {
        Set<String> types = TYPES.get(write.about().action());
        return types == null
                ? isItsState(write)
                : types.contains(event.type()) && isItsTime(write) && hasItsValues(write);
    }

    /** A custom object's record holds at least what was written; other events show nothing. */
    private boolean hasItsValues(Write write) {
        return !write.about().action().endsWith("-custom-object")
                || told.leaves().hasAll(write.values().written());
    }

    private boolean isItsTime(Write write) {
        Long time = Snapshot.time(event.time());
        return time != null
                && time >= write.begunAt() - CLOCKS_MILLIS
                && time <= write.begunAt() + CLOCKS_MILLIS;
    }

    /** The write is on its way, and this may be the first that is heard of it. */
    boolean mayTellOf(Write write) {
        return write.answer() == null
                && isAfter(write)
                && told.leaves().hasAny(write.values().written());
    }

    private boolean isItsState(Write write) {
        return write.answer() == null
                ? told.leaves().equals(write.values().expected())
                        && isAfter(write)
                        && isBeforeOthers(write)
                : isOneOfItsStates(write, write.answer());
    }

    /** A write may take several calls, with a webhook each: some values are the old ones still. */
    private boolean isOneOfItsStates(Write write, Write.Answer answer) {
        Leaves both = write.values().before().and(answer.leaves());
        return isAfter(write)
                && (told.version() == null
                        || answer.version() == null
                        || told.version() <= answer.version())
                && write.values().before().or(answer.leaves()).hasAll(told.leaves())
                && told.leaves().hasAll(both)
                && showsTheChange(write, answer);
    }

    private boolean showsTheChange(Write write, Write.Answer answer) {
        Leaves added = write.values().written().without(write.values().before());
        Leaves removed = write.values().before().without(answer.leaves());
        return added.isEmpty() ? !told.leaves().hasAll(removed) : told.leaves().hasAny(added);
    }

    /** A later look-up saw what the write did: who comes to the same values after it is another. */
    private boolean isBeforeOthers(Write write) {
        return writes.stream()
                .filter(other -> other.id() > write.id())
                .noneMatch(other -> isAfter(other));
    }

    private boolean isAfter(Write write) {
        return write.values().from() == null
                || told.version() == null
                || told.version() > write.values().from();
    }
}
