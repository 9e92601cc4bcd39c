package io.tidegate.mapping;

import io.tidegate.format.Format;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a value has a form; it is not changed. An empty value is {@code required}'s affair. */
record Check(Format format) {
    void look(String target, @Nullable Object value) throws MappingFailed {
        if (value instanceof List<?> list) {
            for (Object element : list) {
                look(target, element);
            }
        } else if (value != null && value != Source.MISSING && !"".equals(value)) {
            String text = Plain.text(value);
            if (text == null || format.normal(text).isEmpty()) {
                throw new MappingFailed(
                        target,
                        "check "
                                + format.word()
                                + ": "
                                + Shown.value(value)
                                + " is not "
                                + format.meaning());
            }
        }
    }
}
