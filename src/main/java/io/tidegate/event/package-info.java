/**
 * What happened, in CloudEvents' words. In: bytes from a producer. Out: an {@link
 * io.tidegate.event.Event} whose attributes are valid and whose data is kept byte for byte. Knows
 * no other package of ours, no Camel, HTTP or SQL.
 */
@NullMarked
package io.tidegate.event;

import org.jspecify.annotations.NullMarked;
