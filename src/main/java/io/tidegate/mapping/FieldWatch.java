package io.tidegate.mapping;

import io.tidegate.mapping.FieldTrace.Converted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sees how a field comes to its value. */
class FieldWatch {
    /** Looks away, as it is when events are delivered. */
    static final FieldWatch NOBODY = new FieldWatch();

    void selected(@Nullable Object value) {}

    void converted(String converter, @Nullable Object value) {}

    void defaulted() {}

    static FieldTrace trace(Field field, Map<String, Object> event) {
        Noting noting = new Noting();
        Object value = Source.MISSING;
        String error = null;
        try {
            value = field.value(event, noting);
        } catch (MappingFailed e) {
            error = e.getMessage();
        }
        return new FieldTrace(
                field.target().text(),
                field.source().toString(),
                noting.selected,
                noting.converted,
                new FieldTrace.Result(value, noting.defaulted, error));
    }

    private static final class Noting extends FieldWatch {
        private @Nullable Object selected = Source.MISSING;
        private final List<Converted> converted = new ArrayList<>();
        private boolean defaulted;

        @Override
        void selected(@Nullable Object value) {
            selected = value;
        }

        @Override
        void converted(String converter, @Nullable Object value) {
            converted.add(new Converted(converter, value));
        }

        @Override
        void defaulted() {
            defaulted = true;
        }
    }
}
