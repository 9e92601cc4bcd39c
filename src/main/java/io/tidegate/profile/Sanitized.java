package io.tidegate.profile;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What sanitising came to. */
public sealed interface Sanitized permits Sanitized.Fit, Sanitized.Unfit {
    /** What was changed, in the profile's order; the last may stand for many more. */
    List<Cleaned> changes();

    /**
     * @param profile a new one that shares nothing with what was mapped; it holds nulls where nulls
     *     were mapped
     */
    record Fit(Map<String, @Nullable Object> profile, List<Cleaned> changes) implements Sanitized {
        public Fit {
            changes = List.copyOf(changes);
        }
    }

    /**
     * @param refused one or more, in the profile's order
     */
    record Unfit(List<Refused> refused, List<Cleaned> changes) implements Sanitized {
        public Unfit {
            refused = List.copyOf(refused);
            changes = List.copyOf(changes);
        }

        /** For the delivery's record: each field, what was seen and what is allowed. */
        public String reason() {
            return refused.stream()
                    .map(Refused::toString)
                    .collect(Collectors.joining("; ", "profile ", ""));
        }
    }
}
