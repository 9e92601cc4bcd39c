/**
 * The management API under {@code /api}. In: a request with the admin token. Out: JSON about
 * connectors, events, deliveries and failed queries, or a problem in RFC 9457's shape. Reads the
 * journal, changes only failed queries, and never touches SQL on an event loop.
 */
@NullMarked
package io.tidegate.api;

import org.jspecify.annotations.NullMarked;
