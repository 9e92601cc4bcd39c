/**
 * Connectors tried with nothing sent: {@code tidegate test} and dry runs. In: a connector, an
 * event, and what third parties are to answer. Out: what became of the event. The route, the
 * retries and the scripts are those of production; third parties and Camel endpoints are never
 * called, secrets never read, and the clock is stepped from one retry to the next.
 */
@NullMarked
package io.tidegate.rehearsal;

import org.jspecify.annotations.NullMarked;
