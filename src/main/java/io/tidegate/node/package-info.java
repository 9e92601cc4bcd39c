/**
 * Several nodes on one PostgreSQL: who is alive, which of the 256 subject partitions are whose, the
 * one clock they go by, and what they tell each other. In: beats of the other nodes. Out: a {@link
 * io.tidegate.journal.Holding} that the journal and the dispatcher obey. It never looks at a
 * delivery.
 */
@NullMarked
package io.tidegate.node;

import org.jspecify.annotations.NullMarked;
