/**
 * The command line. In: arguments. Out: plain text or JSON, and an exit status: 0 fine, 1 the
 * answer is no, 2 wrong use. Asks the running server by HTTP; with none running it opens the
 * journal under the data folder's lock and asks the same API within the process. Never prints a
 * control character that came with data.
 */
@NullMarked
package io.tidegate.cli;

import org.jspecify.annotations.NullMarked;
