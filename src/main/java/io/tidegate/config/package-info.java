/**
 * What an operator sets. In: environment variables and system properties. Out: {@link
 * io.tidegate.config.Settings}, typed and checked, the bearer tokens, and the lock on the data
 * folder. Never prints a secret's value.
 */
@NullMarked
package io.tidegate.config;

import org.jspecify.annotations.NullMarked;
