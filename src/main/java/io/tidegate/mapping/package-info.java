/**
 * From an event to the body of a request. In: the spec of a mapping, once; then parsed events. Out:
 * a fresh map or list of plain Java values, or a named field that could not be made. Never changes
 * the event, which connectors share, and knows no Camel, HTTP, SQL or clock.
 */
@NullMarked
package io.tidegate.mapping;

import org.jspecify.annotations.NullMarked;
