/**
 * Credentials by name, of the environment and of the journal's database. In: a secret's name. Out:
 * its text, at the moment it is needed. Never logs or lists a secret's text, and stores it only
 * encrypted with the master key.
 */
@NullMarked
package io.tidegate.security;

import org.jspecify.annotations.NullMarked;
