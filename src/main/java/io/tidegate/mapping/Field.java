package io.tidegate.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One target and how its value is made.
 *
 * @param otherwise used when the value is missing or null; {@link Source#MISSING} for no default
 */
record Field(
        Target target,
        Source source,
        List<NamedConverter> converters,
        @Nullable Object otherwise,
        Demands demands) {
    /**
     * What is asked of the value.
     *
     * @param check the form it must have; null: any
     */
    record Demands(@Nullable Check check, boolean required) {
        static final Demands NONE = new Demands(null, false);
    }

    /** A value that belongs to the caller, or {@link Source#MISSING} to leave the target out. */
    @Nullable Object value(Map<String, Object> event, FieldWatch watch) throws MappingFailed {
        Object value;
        try {
            value = source.read(event);
        } catch (SourceFailed e) {
            throw new MappingFailed(target.text(), String.valueOf(e.getMessage()));
        }
        Object selected = value;
        watch.selected(selected);
        for (NamedConverter converter : converters) {
            if (value == Source.MISSING || value == null) {
                break;
            }
            value = converted(converter, value);
            watch.converted(converter.name(), value);
        }
        if ((value == Source.MISSING || value == null) && otherwise != Source.MISSING) {
            value = otherwise;
            watch.defaulted();
        }
        if (demands.required() && (value == Source.MISSING || value == null || "".equals(value))) {
            throw new MappingFailed(
                    target.text(), "required, but " + source + " " + whatHappened(selected, value));
        }
        if (demands.check() != null) {
            demands.check().look(target.text(), value);
        }
        return value == Source.MISSING ? value : Plain.copy(value);
    }

    private @Nullable Object converted(NamedConverter converter, Object value)
            throws MappingFailed {
        try {
            return converter.apply(value);
        } catch (CannotConvert e) {
            throw new MappingFailed(
                    target.text(),
                    converter.name()
                            + " cannot convert "
                            + Shown.value(e.value())
                            + ": "
                            + e.getMessage());
        }
    }

    private static String whatHappened(@Nullable Object selected, @Nullable Object value) {
        if (selected == Source.MISSING) {
            return "selected nothing in this event";
        }
        if (selected == null) {
            return "selected null in this event";
        }
        if ("".equals(selected)) {
            return "selected an empty text in this event";
        }
        return "was "
                + Shown.value(selected)
                + " in this event and became "
                + (value == Source.MISSING ? "nothing" : value == null ? "null" : "an empty text");
    }
}
