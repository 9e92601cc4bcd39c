/**
 * The durable record of every event and delivery, in SQL. In: events to accept, and what became of
 * a delivery's attempt; each is answered after its commit. Out: deliveries that are due. One writer
 * commits in groups; nothing here sends.
 */
@NullMarked
package io.tidegate.journal;

import org.jspecify.annotations.NullMarked;
