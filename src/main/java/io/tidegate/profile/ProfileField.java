package io.tidegate.profile;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param path {@code A.B} is a member, {@code A[]} a list, {@code A.*} a map of any names
 * @param most elements of a list of objects, else UTF-16 units of a text; 0: its kind says it
 * @param secret whether its value is never shown
 */
public record ProfileField(
        String path, Kind kind, int most, Access access, Keyed keyed, boolean secret) {
    /**
     * How elements of a list are told apart.
     *
     * @param key the member that differs from element to element; null: none does
     * @param needs the member without which an element says nothing; null: it may be any
     * @param otherwise the key of an element that has none; null: it stays without
     */
    public record Keyed(@Nullable String key, @Nullable String needs, @Nullable String otherwise) {}

    /** The member of the profile that it is in: {@code Email} of {@code Email[].Value}. */
    public String top() {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return path.substring(0, end);
    }
}
