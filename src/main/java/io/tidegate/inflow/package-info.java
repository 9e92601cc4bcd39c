/**
 * Where third parties post: {@code /inflow/{connector}} and LoginRadius' webhooks. In: a body and
 * its headers. Out: verified events, handed to {@link io.tidegate.intake.Intake}. Nothing of a post
 * is read before its verification, and nothing is kept of one that is refused.
 */
@NullMarked
package io.tidegate.inflow;

import org.jspecify.annotations.NullMarked;
