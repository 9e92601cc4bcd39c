package io.tidegate.connector;

import io.tidegate.event.Triggers;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of our Java DSL, to guess what a wrong one meant. */
final class JavaWords {
    private static final List<Class<?>> OURS =
            List.of(
                    Outflow.class,
                    OutflowSource.class,
                    OutflowField.class,
                    OutflowRequest.class,
                    OutflowRetry.class,
                    OutflowTimeouts.class);

    /** What javac says of a method that is not there, its lines joined. */
    private static final Pattern UNKNOWN =
            Pattern.compile(
                    "cannot find symbol; symbol: method (\\w+)\\(.*; location: class (\\w+)");

    private JavaWords() {}

    /** Empty, or {@code ; did you mean "…"?}. */
    static String hint(String said) {
        Matcher unknown = UNKNOWN.matcher(said);
        return unknown.matches()
                ? meant(unknown.group(1), unknown.group(2))
                        .map(word -> "; did you mean \"" + word + "\"?")
                        .orElse("")
                : "";
    }

    private static Optional<String> meant(String wrong, String simpleName) {
        Stream<Class<?>> there =
                OURS.stream().filter(type -> type.getSimpleName().equals(simpleName));
        // Any other class with an unknown method is the author's own.
        List<Class<?>> types = there.toList();
        List<Class<?>> among = types.isEmpty() ? List.of(Conversions.class) : types;
        List<String> words =
                among.stream()
                        .flatMap(type -> Stream.of(type.getMethods()))
                        .filter(method -> method.getDeclaringClass() != Object.class)
                        .map(Method::getName)
                        .distinct()
                        .toList();
        return Triggers.nearest(wrong, words);
    }
}
