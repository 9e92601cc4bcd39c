package io.tidegate.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom the organisation's provider knows.
 *
 * @param subject the provider and its name for them, which never changes
 * @param names what they may be called here, the best first
 * @param role null: what the provider says gives none
 * @param reason why it gives none, in words for them
 */
public record Vouched(String subject, List<String> names, @Nullable Role role, String reason) {
    public Vouched {
        names = List.copyOf(names);
    }

    /** The first that is one. */
    public String name() {
        return names.stream()
                .filter(Names::isOne)
                .findFirst()
                .map(Names::checked)
                .orElseThrow(
                        () -> new IllegalStateException("a bug: the last name is one: " + names));
    }
}
