/**
 * Feeds all accounts of the identity provider through one connector, behind its live events. In:
 * pages of accounts, and how the connector is. Out: events to the journal, and a row that a restart
 * goes on from. It never sends anything itself, and never overtakes what a live event said.
 */
@NullMarked
package io.tidegate.backfill;

import org.jspecify.annotations.NullMarked;
