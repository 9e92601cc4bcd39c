/**
 * Where events come in, by HTTP or from a Camel route. In: what a producer sent. Out: an answer,
 * given only after the journal's commit. Nothing is queued outside the journal.
 */
@NullMarked
package io.tidegate.intake;

import org.jspecify.annotations.NullMarked;
