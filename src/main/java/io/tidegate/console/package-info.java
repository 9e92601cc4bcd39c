/**
 * The admin console: the files of a web app that speaks to {@code /api} as any client may. In come
 * requests for its files, out go those files with their headers. It reads no data, knows no session
 * and never looks outside its own list of files.
 */
@NullMarked
package io.tidegate.console;

import org.jspecify.annotations.NullMarked;
