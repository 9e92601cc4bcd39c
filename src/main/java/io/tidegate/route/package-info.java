/**
 * Where the parts meet. In: connectors and what the journal commits. Out: Camel routes, one a
 * connector, and deliveries on their way through them, each ending in a record for the journal. The
 * only place that strings steps together.
 */
@NullMarked
package io.tidegate.route;

import org.jspecify.annotations.NullMarked;
