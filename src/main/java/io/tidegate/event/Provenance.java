package io.tidegate.event;

import org.jspecify.annotations.Nullable;

/**
 * Where a change came from that an event tells of.
 *
 * @param origin the system whose change it is, which has no need to hear of it; null: not known
 * @param cause the id of the delivery that made the change; null: none of ours
 * @param trace the span that what becomes of the event goes on from; null: what the event itself
 *     says
 */
public record Provenance(
        @Nullable String origin, @Nullable Long cause, @Nullable TraceContext trace) {
    public static final Provenance UNKNOWN = new Provenance(null, null);

    public Provenance(@Nullable String origin, @Nullable Long cause) {
        this(origin, cause, null);
    }
}
