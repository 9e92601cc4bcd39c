/**
 * What operators are told when Tidegate does something by itself: kept in SQL until each way that
 * the settings name has taken it, at least once. It never holds up a delivery.
 */
@NullMarked
package io.tidegate.notice;

import org.jspecify.annotations.NullMarked;
