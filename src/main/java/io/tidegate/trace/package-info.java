/**
 * OpenTelemetry: spans, exported over OTLP where the standard variables say so, and W3C Trace
 * Context in both directions. In: the context that an event came with. Out: the one that goes on.
 * Never a payload, a secret or a free text.
 */
@NullMarked
package io.tidegate.trace;

import org.jspecify.annotations.NullMarked;
