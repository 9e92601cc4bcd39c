package io.tidegate.connector;

import io.tidegate.event.InvalidPath;
import io.tidegate.event.Path;
import io.tidegate.identity.MatchField;
import io.tidegate.mapping.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where what an account is found by stands in a profile, and where a mapping takes it from. */
final class MatchSource {
    private static final String PASSWORD = "Password";

    private MatchSource() {}

    /** The member that is looked up: {@code Email[0].Value}. */
    static String place(MatchField field) {
        return switch (field) {
            case UID -> "Uid";
            case EMAIL -> "Email[0].Value";
            case PHONE_ID -> "PhoneId";
            case USER_NAME -> "UserName";
            case EXTERNAL_ID -> "ExternalIds[0].SourceId";
        };
    }

    /** Whether a mapping with this target makes it, or may: of a whole object nobody knows. */
    static boolean isMadeBy(String target, MatchField field) {
        String place = place(field).replaceFirst("\\[0]", "");
        String made = target.replaceFirst("\\[\\d+]", "");
        return made.equals(place) || place.startsWith(made + ".");
    }

    /** The paths on the event, in the order of the fields; without a mapping the data's own. */
    static List<Path> paths(List<MatchField> match, @Nullable Mapping mapping) {
        return match.stream()
                .flatMap(
                        field ->
                                mapping == null
                                        ? Stream.of("$.data." + place(field))
                                        : sources(mapping, field))
                .flatMap(MatchSource::path)
                .toList();
    }

    /** The paths on the event that a password is taken from. */
    static List<Path> passwords(@Nullable Mapping mapping) {
        return (mapping == null
                        ? Stream.of("$.data." + PASSWORD)
                        : sources(mapping, PASSWORD::equals))
                .flatMap(MatchSource::path)
                .toList();
    }

    private static Stream<String> sources(Mapping mapping, MatchField field) {
        return sources(mapping, target -> isMadeBy(target, field));
    }

    private static Stream<String> sources(Mapping mapping, Predicate<String> target) {
        return mapping.text().asWritten().entrySet().stream()
                .filter(entry -> target.test(entry.getKey()))
                .flatMap(entry -> source(entry.getValue()).stream());
    }

    private static Optional<String> source(@Nullable Object written) {
        Object from = written instanceof Map<?, ?> field ? field.get("from") : written;
        return Optional.ofNullable(from).filter(String.class::isInstance).map(String.class::cast);
    }

    private static Stream<Path> path(String text) {
        try {
            return Stream.of(Path.compile(text));
        } catch (InvalidPath e) {
            throw new IllegalStateException("a mapping was compiled with it: " + text, e);
        }
    }
}
