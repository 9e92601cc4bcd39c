package io.tidegate.journal;

/**
 * Which delivery.
 *
 * @param subjectHash the hash it is ordered by; 0 if it has no order
 */
public record DeliveryRef(long id, String connector, long subjectHash) {}
