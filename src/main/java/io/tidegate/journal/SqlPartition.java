package io.tidegate.journal;

import java.util.BitSet;
import java.util.stream.Collectors;

/** A delivery's partition, as SQL. */
public final class SqlPartition {
    /** Of the delivery {@code d}. */
    public static final String OF_DELIVERY =
            "((CASE WHEN d.subject_hash = 0 THEN d.id / 64 ELSE d.subject_hash END) & 255)";

    private SqlPartition() {}

    /** Whether the delivery {@code d} is one of these. */
    public static String isOneOf(BitSet partitions) {
        if (partitions.isEmpty()) {
            return "FALSE";
        }
        return OF_DELIVERY
                + partitions.stream()
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(", ", " IN (", ")"));
    }
}
