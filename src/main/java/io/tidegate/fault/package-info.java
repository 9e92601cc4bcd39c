/**
 * Named places between two steps where a crash test may stop the process; without its setting they
 * cost nothing.
 */
@NullMarked
package io.tidegate.fault;

import org.jspecify.annotations.NullMarked;
