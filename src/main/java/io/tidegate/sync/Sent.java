package io.tidegate.sync;

import org.jspecify.annotations.Nullable;

/**
 * What a system was, or is being, told of an account.
 *
 * @param what the connector and the event: its attempts are one
 * @param version of the account, ms since 1970 by the provider's clock; null: not told
 */
record Sent(What what, Span when, boolean delivered, @Nullable Long version, Leaves leaves) {

    record What(String connector, String source, String event) {}

    /** From the begin of the first attempt to the end of the last, ms since 1970. */
    record Span(long begun, long ended) {
        static final long OPEN = Long.MAX_VALUE;

        Span and(Span later) {
            long end = ended == OPEN ? later.ended : Math.max(ended, later.ended);
            return new Span(Math.min(begun, later.begun), end);
        }
    }

    Sent after(Sent earlier) {
        return new Sent(
                what, earlier.when.and(when), delivered || earlier.delivered, version, leaves);
    }

    /** Whether a change of this time may be the report of this request. */
    boolean mayHaveMade(ChangeTime change) {
        return when.begun <= change.latest() && when.ended >= change.earliest();
    }

    /** Whether it may have replaced a change of this time at the system. */
    boolean mayHaveReplaced(ChangeTime change) {
        return when.ended >= change.earliest();
    }
}
