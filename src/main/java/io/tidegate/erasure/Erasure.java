package io.tidegate.erasure;

import org.jspecify.annotations.Nullable;

/**
 * One request to erase, as it stands; it does not tell the subject.
 *
 * @param subjectHash SHA-256 of {@code <id>:<subject>} in hex: who knows the subject can see that
 *     it was this one
 * @param upTo events of higher ids came after it began, and are not touched
 * @param startedAt ms since 1970, as {@code finishedAt}, which is null while it runs
 */
public record Erasure(
        long id,
        String subjectHash,
        long upTo,
        Counts counts,
        long startedAt,
        String startedBy,
        @Nullable Long finishedAt) {

    /**
     * What has been erased so far.
     *
     * @param deliveries of these events
     * @param records rejected ones that named the subject
     */
    public record Counts(long events, long deliveries, long records) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(long moreEvents, long moreDeliveries, long moreRecords) {
            return new Counts(
                    events + moreEvents, deliveries + moreDeliveries, records + moreRecords);
        }
    }

    public boolean isRunning() {
        return finishedAt == null;
    }
}
