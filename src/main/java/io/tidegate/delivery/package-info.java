/**
 * One delivery on its way: the window it waits in, the trigger endpoint that starts its route, the
 * request on the wire, and what its failure means. In: deliveries that may be sent now. Out: what
 * became of them. Stores nothing.
 */
@NullMarked
package io.tidegate.delivery;

import org.jspecify.annotations.NullMarked;
