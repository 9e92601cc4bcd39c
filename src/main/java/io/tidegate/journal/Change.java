package io.tidegate.journal;

import org.jspecify.annotations.Nullable;

/** What a delivery becomes. Each is one row of the transition table in docs/guarantees.md. */
public sealed interface Change {
    /** As the log and traces call it. */
    default String word() {
        if (this instanceof Delivered) {
            return "delivered";
        } else if (this instanceof Waiting) {
            return "waiting";
        } else if (this instanceof Skipped) {
            return "skipped";
        } else if (this instanceof Failed) {
            return "failed";
        }
        return this instanceof HooksDone ? "after-done" : "after-failed";
    }

    /**
     * @param forHooks the answer, if after hooks are to run on it: they are then due
     * @param result JSON for {@code delivery.result}; null leaves it
     */
    record Delivered(@Nullable StoredResponse forHooks, @Nullable String result) implements Change {
        public Delivered(@Nullable StoredResponse forHooks) {
            this(forHooks, null);
        }
    }

    /** To be repeated at {@code dueAt}, ms since 1970. */
    record Waiting(long dueAt, String stage, String reason) implements Change {}

    record Skipped(String stage, String reason) implements Change {}

    /** Ends as a failed query. */
    record Failed(String stage, String reason, Query query) implements Change {}

    /**
     * @param result JSON that the hook gave for {@code delivery.result}; null leaves it
     */
    record HooksDone(@Nullable String result) implements Change {}

    record HooksFailed(String stage, String reason) implements Change {}

    /**
     * What the failed_query row says beyond its delivery; {@code id} comes from {@link
     * Journal#newId()}.
     */
    record Query(
            long id, String eventId, String eventType, @Nullable String subject, Tries tries) {}

    /**
     * @param count attempts of this round; {@code firstAt} is the first one's start, null without
     *     any
     */
    record Tries(int count, @Nullable Long firstAt, long failedAt) {}
}
