/**
 * The management API under {@code /api}. In: a request with the admin token. Out: JSON about
 * connectors, events, deliveries, failed queries and secrets (never their text), or a problem in
 * RFC 9457's shape. Reads the journal, changes only failed queries, due hooks and secrets, and
 * never touches SQL on an event loop.
 */
@NullMarked
package io.tidegate.api;

import org.jspecify.annotations.NullMarked;
