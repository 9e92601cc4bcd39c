/**
 * Measures Tidegate beside programs that do the same work and store nothing: events go in over HTTP
 * at one end, and what a receiver got at the other end is counted. Every program is a process of
 * its own on 127.0.0.1. It never looks inside a contender: only its port, its answers and its entry
 * in /proc.
 */
@NullMarked
package io.tidegate.bench;

import org.jspecify.annotations.NullMarked;
