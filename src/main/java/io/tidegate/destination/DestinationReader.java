package io.tidegate.destination;

import io.tidegate.destination.Answers.Condition;
import io.tidegate.event.InvalidPath;
import io.tidegate.event.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a destination's file, and finds every mistake in it. */
final class DestinationReader {
    private static final List<String> KEYS =
            List.of(
                    "destination",
                    "title",
                    "description",
                    "group",
                    "icon",
                    "documentation",
                    "required",
                    "properties",
                    "expects",
                    "basic",
                    "oauth2",
                    "sign",
                    "request",
                    "success",
                    "retry",
                    "alreadyDone",
                    "rateLimit",
                    "recordId",
                    "idempotency");
    private static final Pattern RATE = Pattern.compile("\\d{1,9}/\\d{0,6}(s|m|h|d)");

    private final List<Problem> problems;

    DestinationReader(List<Problem> problems) {
        this.problems = problems;
    }

    /** Null if it is no map. */
    @Nullable Destination read(@Nullable Object node, String name) {
        Keys file = new Keys(node, List.of(), KEYS, problems);
        if (!problems.isEmpty() && file.names().isEmpty()) {
            return null;
        }
        About about = about(file, name);
        Parameters parameters = new ParameterReader().read(file);
        TextRules texts = new TextRules(parameters);
        RequestShape request = new RequestReader(texts).read(file);
        return new Destination(
                about,
                parameters,
                expects(file),
                request,
                new AuthorizationReader(texts).read(file, request),
                new Destination.Conduct(answers(file, name), facts(file)));
    }

    private static About about(Keys file, String name) {
        file.require("destination");
        file.require("title");
        String own = file.text("destination").orElse(name);
        if (!Destination.isName(own)) {
            file.refuse("destination", "lower-case letters, digits and single dashes");
        } else if (!own.equals(name)) {
            file.wrong(
                    "destination",
                    "the destination is named \""
                            + own
                            + "\", but its file "
                            + name
                            + ".yaml: both are one name");
        }
        return new About(
                name,
                file.text("title").orElse(name),
                file.text("description").orElse(""),
                file.text("group").orElse(null),
                file.text("icon").orElse(null),
                file.text("documentation").orElse(null));
    }

    private static Expectation expects(Keys file) {
        return file.map("expects", List.of("required", "example"))
                .map(
                        expects -> {
                            List<String> fields = expects.texts("required");
                            fields.forEach(field -> checkField(expects, field));
                            return new Expectation(fields, example(expects));
                        })
                .orElse(Expectation.NONE);
    }

    private static Map<String, Object> example(Keys expects) {
        Map<String, Object> example = new LinkedHashMap<>();
        expects.map("example", List.of())
                .ifPresent(
                        all ->
                                all.names()
                                        .forEach(
                                                name -> {
                                                    Object source = all.get(name);
                                                    if (source != null) {
                                                        example.put(name, source);
                                                    }
                                                }));
        return example;
    }

    private static void checkField(Keys expects, String field) {
        try {
            Path.compile("$." + field);
        } catch (InvalidPath e) {
            expects.wrong(
                    "required",
                    "\""
                            + field
                            + "\" is no path in the mapped body, such as email or properties.email");
        }
    }

    private static Answers answers(Keys file, String name) {
        List<String> both = List.of("status", "body");
        Condition success =
                file.map("success", both)
                        .map(
                                keys ->
                                        new Condition(
                                                Statuses.read(keys).orElse(Statuses.SUCCESS),
                                                path(keys, "body")))
                        .orElseGet(() -> new Condition(Statuses.SUCCESS, null));
        return new Answers(
                name,
                success,
                condition(file.map("retry", both)),
                condition(file.map("alreadyDone", both)),
                path(file, "recordId"));
    }

    private static @Nullable Condition condition(Optional<Keys> written) {
        return written.map(
                        keys -> new Condition(Statuses.read(keys).orElse(null), path(keys, "body")))
                .orElse(null);
    }

    private static @Nullable Path path(Keys keys, String key) {
        return keys.text(key).map(text -> TextRules.path(keys, key, text)).orElse(null);
    }

    private static Facts facts(Keys file) {
        String rate = file.text("rateLimit").orElse(null);
        if (rate != null && !RATE.matcher(rate).matches()) {
            file.refuse("rateLimit", "requests for a time, such as 100/10s or 500/m");
        }
        return new Facts(rate, file.text("idempotency").orElse(null));
    }
}
