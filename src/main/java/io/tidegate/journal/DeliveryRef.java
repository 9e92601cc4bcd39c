package io.tidegate.journal;

/**
 * Which delivery.
 *
 * @param subjectHash the hash it is ordered by; 0 if it has no order
 */
public record DeliveryRef(long id, String connector, long subjectHash) {
    /** When a delivery was made, and its event accepted, ms since 1970: its id says so. */
    public static long madeAt(long id) {
        return Ids.timeOf(id);
    }
}
