/**
 * Deliveries that ended without success, as rows that people read and act on. In: a filter, or what
 * to do with one row. Out: rows of the table failed_query; a replayed delivery is pending again and
 * its connector told. Sends nothing itself.
 */
@NullMarked
package io.tidegate.failedquery;

import org.jspecify.annotations.NullMarked;
