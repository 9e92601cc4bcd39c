/**
 * Data-protection requests. In: a subject. Out: the journal's rows of its events without what they
 * said. Never touches dedup keys, backups, or what third parties have got.
 */
@NullMarked
package io.tidegate.erasure;

import org.jspecify.annotations.NullMarked;
