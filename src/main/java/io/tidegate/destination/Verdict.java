package io.tidegate.destination;

import org.jspecify.annotations.Nullable;

/** What an answer means for its delivery. */
public sealed interface Verdict {

    /**
     * @param recordId the third party's id of what it now has; null if it says none
     */
    record Success(@Nullable String recordId) implements Verdict {}

    /** The same request may be taken another time. */
    record Repeat(String reason) implements Verdict {}

    /** The same request would be refused again. */
    record Refused(String reason) implements Verdict {}
}
