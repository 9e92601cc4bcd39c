package io.tidegate.access;

import org.jspecify.annotations.Nullable;

/**
 * Somebody did something.
 *
 * @param who as {@link Caller} names them; for a failed sign-in the name that was given
 * @param action a thing and a verb, such as {@code connector.activate} or {@code session.refused}
 * @param target the id or name of what was changed
 * @param before JSON, without any secret's text; null: there was nothing
 * @param after the same; null: nothing is left
 * @param from the address of who asked; null: the machine itself
 */
public record AuditEntry(
        String who,
        String action,
        @Nullable String target,
        @Nullable Object before,
        @Nullable Object after,
        @Nullable String from) {

    AuditEntry after(@Nullable Object outcome) {
        return new AuditEntry(who, action, target, before, outcome, from);
    }
}
