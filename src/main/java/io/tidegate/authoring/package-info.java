/**
 * Connectors that were set up in the console: texts of people come in, and are kept, each save as a
 * version, in SQL. The current versions are written as files for the loader of routes, which alone
 * makes them run; no file is ever read back from there.
 */
@org.jspecify.annotations.NullMarked
package io.tidegate.authoring;
