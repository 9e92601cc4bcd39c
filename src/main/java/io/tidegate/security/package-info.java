/**
 * Credentials by name. In: a secret's name. Out: its text, at the moment it is needed. Never logs,
 * lists or stores a secret's text.
 */
@NullMarked
package io.tidegate.security;

import org.jspecify.annotations.NullMarked;
