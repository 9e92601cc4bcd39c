/**
 * Crash tests. In: a real Tidegate process, real load, a receiver that counts. Out: the proof that
 * what was answered 202 ended once and in order, whatever was killed when. Never looks into the
 * running process: only at its HTTP answers, its database and what the receiver got.
 */
@NullMarked
package io.tidegate.crash;

import org.jspecify.annotations.NullMarked;
