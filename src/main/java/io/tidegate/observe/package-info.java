/**
 * What operators see without asking the API: Prometheus metrics, health, and one log line for each
 * step of a delivery.
 */
@NullMarked
package io.tidegate.observe;

import org.jspecify.annotations.NullMarked;
