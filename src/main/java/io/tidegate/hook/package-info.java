/**
 * Users' JavaScript. In: a script's text, and plain JSON values for each call. Out: plain JSON
 * values, or a failure that names file and line. Knows no event, Camel, HTTP or SQL, and gives a
 * script no way to reach any of them.
 */
@NullMarked
package io.tidegate.hook;

import org.jspecify.annotations.NullMarked;
