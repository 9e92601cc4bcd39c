package io.tidegate.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value that an account is looked up by.
 *
 * @param source the system that an external id belongs to; empty for every other field
 */
public record MatchKey(MatchField field, String value, String source) {
    public MatchKey(MatchField field, String value) {
        this(field, value, "");
    }

    /** From a text, or from an element of {@code Email} or {@code ExternalIds}; empty: no value. */
    static Optional<MatchKey> read(MatchField field, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> element)) {
            return of(field, value, "");
        }
        return switch (field) {
            case EMAIL -> of(field, element.get("Value"), "");
            case EXTERNAL_ID -> of(field, element.get("SourceId"), element.get("Source"));
            case UID, PHONE_ID, USER_NAME -> Optional.empty();
        };
    }

    private static Optional<MatchKey> of(
            MatchField field, @Nullable Object value, @Nullable Object source) {
        boolean usable = value instanceof String || value instanceof Number;
        String text = usable ? String.valueOf(value).strip() : "";
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new MatchKey(field, text, source instanceof String of ? of : ""));
    }

    /** Whether an account's key is this one; a key without a source is any source's. */
    public boolean names(MatchKey held) {
        boolean same =
                field == MatchField.EMAIL
                        ? value.equalsIgnoreCase(held.value())
                        : value.equals(held.value());
        return same && (source.isEmpty() || source.equals(held.source()));
    }

    /** As it stands in a stored action. */
    Object json() {
        if (field != MatchField.EXTERNAL_ID) {
            return value;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Source", source);
        json.put("SourceId", value);
        return json;
    }

    /** For messages: {@code Email a@x}. */
    @Override
    public String toString() {
        return field.word() + " " + (source.isEmpty() ? "" : source + "/") + value;
    }
}
