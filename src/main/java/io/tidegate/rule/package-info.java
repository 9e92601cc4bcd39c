/**
 * A condition on an event. In: a JSONPath and the parsed event. Out: whether it holds. Never
 * changes the event, never throws on odd data; knows no Camel, HTTP, SQL or clock.
 */
@NullMarked
package io.tidegate.rule;

import org.jspecify.annotations.NullMarked;
