/**
 * Two-way sync without an echo. In: what is about to be written to an account, what was sent to a
 * system, and the webhooks that follow. Out: where a change came from, whether a system needs to
 * hear of it, and which fields a post may still write. Never sends, writes an account or blocks an
 * event loop.
 */
@NullMarked
package io.tidegate.sync;

import org.jspecify.annotations.NullMarked;
