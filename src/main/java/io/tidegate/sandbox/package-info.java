/**
 * A place to try Tidegate out. In: every request that connectors make. Out: a third party's
 * answers, sample events, and a page that shows both. Never lets a request leave the machine, never
 * uses a real secret or the real journal, and does not exist without {@code --sandbox}.
 */
@NullMarked
package io.tidegate.sandbox;

import org.jspecify.annotations.NullMarked;
