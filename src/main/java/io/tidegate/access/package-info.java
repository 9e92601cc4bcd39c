/**
 * Who may do what: people who sign in, tokens of programs, their roles, and the record of what each
 * changed. It never sees an event or a request of a connector.
 */
@NullMarked
package io.tidegate.access;

import org.jspecify.annotations.NullMarked;
