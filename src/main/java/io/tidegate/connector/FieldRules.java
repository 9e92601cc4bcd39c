package io.tidegate.connector;

import io.tidegate.destination.Destination;
import io.tidegate.event.Triggers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every {field} of a URL must be something that the mapping makes; without a mapping nothing can be
 * told.
 */
final class FieldRules {
    private final @Nullable List<String> targets;
    private final Reading reading;

    /**
     * @param targets of the mapping, as far as they can be read; null: there is none
     */
    FieldRules(@Nullable List<String> targets, Reading reading) {
        this.targets = targets;
        this.reading = reading;
    }

    void check(Target target) {
        if (targets == null || !(target instanceof HttpTarget http)) {
            return;
        }
        if (http.destination() != null) {
            checkExpected(http, http.destination().destination(), targets);
        }
        for (Part part : http.uri().parts()) {
            if (part instanceof Part.FieldRef field
                    && targets.stream().noneMatch(t -> reaches(t, field.path()))) {
                reading.mistakes().add(http.mark(), unknown(field.path(), targets));
            }
        }
    }

    private void checkExpected(HttpTarget http, Destination destination, List<String> made) {
        for (String field : destination.expects().required()) {
            if (made.stream().noneMatch(t -> reaches(t, field) || reaches(field, t))) {
                reading.mistakes().add(http.mark(), missing(destination.name(), field, made));
            }
        }
    }

    private static String missing(String destination, String field, List<String> targets) {
        return destination
                + " needs the field \""
                + field
                + "\", which is no target of the mapping"
                + Triggers.nearest(field, targets)
                        .map(near -> "; did you mean it by \"" + near + "\"?")
                        .orElse("")
                + " (targets: "
                + String.join(", ", targets)
                + ")";
    }

    /** A target may be an object or a list, whose insides only an event shows. */
    private static boolean reaches(String target, String path) {
        return path.equals(target)
                || path.startsWith(target + ".")
                || path.startsWith(target + "[");
    }

    private static String unknown(String path, List<String> targets) {
        return "{"
                + path
                + "} of the URL is no target of the mapping"
                + Triggers.nearest(path, targets)
                        .map(near -> "; did you mean {" + near + "}?")
                        .orElse("")
                + " (targets: "
                + String.join(", ", targets)
                + ")";
    }
}
