package io.tidegate.connector;

import io.tidegate.destination.Destination;
import io.tidegate.destination.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words that stand under {@code to:}, in Camel's own YAML, where two braces are Camel's:
 * references are written {@code ${secret:name}} and {@code ${env:NAME}}.
 */
public final class CamelTarget {
    private static final Pattern THEIRS = Pattern.compile("\\$\\{((?:secret|env):[^{}]*)}");
    private static final Pattern OURS = Pattern.compile("\\{\\{((?:secret|env):[^{}]*)}}");

    private CamelTarget() {}

    /**
     * @throws Unwritable if a text of it looks like such a reference
     */
    public static Map<String, @Nullable Object> of(Target target) {
        Map<String, @Nullable Object> words = new LinkedHashMap<>();
        if (target instanceof EndpointTarget endpoint) {
            words.put("uri", endpoint.uri());
            return words;
        }
        if (target instanceof ActionTarget action) {
            return CamelInflow.action(action);
        }
        ConnectorText.target((HttpTarget) target)
                .forEach((word, value) -> words.put(word, theirs(value)));
        return words;
    }

    static @Nullable Object theirs(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> theirs = new LinkedHashMap<>();
            map.forEach((key, each) -> theirs.put(String.valueOf(key), theirs(each)));
            return theirs;
        }
        if (!(value instanceof String text)) {
            return value;
        }
        if (THEIRS.matcher(text).find()) {
            throw new Unwritable(
                    "\"" + text + "\" would be read as a reference in Camel's own YAML");
        }
        return OURS.matcher(text).replaceAll("\\${$1}");
    }

    static @Nullable Object ours(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> ours = new LinkedHashMap<>();
            map.forEach((key, each) -> ours.put(String.valueOf(key), ours(each)));
            return ours;
        }
        return value instanceof String text ? THEIRS.matcher(text).replaceAll("{{$1}}") : value;
    }

    /**
     * The target that these words describe.
     *
     * @param routes where a team's own destinations are looked for
     * @throws IllegalArgumentException that says what is wrong with them
     */
    public static Target read(Map<String, @Nullable Object> words, Path routes) {
        if (words.containsKey(CamelInflow.ACTION)) {
            return CamelInflow.target(words);
        }
        try {
            return words.containsKey(DestinationTargetReader.KEY)
                    ? destination(words, routes)
                    : address(words);
        } catch (InvalidTemplate e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Target destination(Map<String, @Nullable Object> words, Path routes)
            throws InvalidTemplate {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        words.forEach((name, value) -> given.put(name, ours(value)));
        String name = String.valueOf(given.remove(DestinationTargetReader.KEY));
        Destination destination =
                DestinationFiles.of(routes)
                        .find(name)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "there is no destination \"" + name + "\""));
        List<Problem> problems = destination.check(given);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
        }
        return DestinationTargetReader.target(destination.with(given), mark(name));
    }

    private static Target address(Map<String, @Nullable Object> words) throws InvalidTemplate {
        String uri = String.valueOf(ours(words.getOrDefault("uri", "")));
        if (!UrlRules.isHttp(uri)) {
            return new EndpointTarget(uri, mark(uri));
        }
        Template url = Template.ofUri(uri);
        Optional<String> mistake = UrlRules.mistake(url);
        if (mistake.isPresent()) {
            throw new IllegalArgumentException("\"" + uri + "\": " + mistake.get());
        }
        Map<String, Template> headers = new LinkedHashMap<>();
        if (words.get("headers") instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> header : map.entrySet()) {
                String text = String.valueOf(ours(header.getValue()));
                headers.put(String.valueOf(header.getKey()), Template.ofText(text));
            }
        }
        return new HttpTarget(url, method(words), headers, mark(uri));
    }

    private static String method(Map<String, @Nullable Object> words) {
        String usual = OutflowKeys.METHODS.get(0);
        String method = String.valueOf(words.getOrDefault("method", usual));
        if (!OutflowKeys.METHODS.contains(method.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "the method must be one of "
                            + String.join(", ", OutflowKeys.METHODS)
                            + ", not \""
                            + method
                            + "\"");
        }
        return method.toUpperCase(Locale.ROOT);
    }

    private static Mark mark(String what) {
        return new Mark(what, 1, 1);
    }
}
