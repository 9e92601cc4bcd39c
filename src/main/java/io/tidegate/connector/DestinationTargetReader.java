package io.tidegate.connector;

import io.tidegate.destination.Authorization;
import io.tidegate.destination.Destination;
import io.tidegate.destination.Destinations;
import io.tidegate.destination.Filled;
import io.tidegate.destination.OAuth2;
import io.tidegate.destination.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a {@code to} that names a destination: its parameters are checked and put in. */
final class DestinationTargetReader {
    static final String KEY = "destination";

    private final Reading reading;
    private final PlainNode plain;

    DestinationTargetReader(Node to, Reading reading) {
        this.reading = reading;
        this.plain = new PlainNode(to, reading);
    }

    static boolean isOne(Node to) {
        return to instanceof MappingNode map
                && map.getValue().stream()
                        .anyMatch(
                                tuple ->
                                        tuple.getKeyNode() instanceof ScalarNode key
                                                && key.getValue().equals(KEY));
    }

    Optional<Target> read() {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        if (plain.value() instanceof Map<?, ?> map) {
            map.forEach((key, value) -> given.put(String.valueOf(key), value));
        }
        Object name = given.remove(KEY);
        if (!(name instanceof String text) || text.isBlank()) {
            wrong("\"destination\" of to must be the name of a destination");
            return Optional.empty();
        }
        return found(text).flatMap(destination -> target(destination, given));
    }

    private void wrong(String message) {
        reading.mistakes().add(mark(), message);
    }

    private Mark mark() {
        return plain.mark(List.of(KEY));
    }

    private Optional<Destination> found(String name) {
        Optional<DestinationFile.Read> own =
                Destination.isName(name) ? own(name) : Optional.empty();
        if (own.isPresent() && own.get().destination() == null) {
            wrong("the destination \"" + name + "\" has a mistake: " + own.get().mistakes().get(0));
            return Optional.empty();
        }
        Optional<Destination> found =
                own.map(DestinationFile.Read::destination)
                        .or(() -> Destinations.SHIPPED.find(name));
        if (found.isEmpty()) {
            Destinations all = DestinationFiles.of(reading.file().folder());
            wrong(
                    "there is no destination \""
                            + name
                            + "\""
                            + all.nearest(name)
                                    .map(near -> "; did you mean \"" + near + "\"?")
                                    .orElse("")
                            + " (tidegate destinations lists them"
                            + place(name)
                            + ")");
        }
        return found;
    }

    /** It may come to be there later: then the connector is read again. */
    private Optional<DestinationFile.Read> own(String name) {
        Path file = DestinationFiles.file(reading.file().folder(), name);
        reading.files().add(file);
        return Files.isRegularFile(file)
                ? Optional.of(DestinationFile.read(file))
                : Optional.empty();
    }

    private String place(String name) {
        return Destination.isName(name)
                ? "; your own is " + DestinationFiles.file(reading.file().folder(), name)
                : "";
    }

    private Optional<Target> target(Destination destination, Map<String, @Nullable Object> given) {
        int before = reading.mistakes().size();
        List<Problem> problems = destination.check(given);
        problems.forEach(p -> reading.mistakes().add(plain.mark(p.keys()), p.message()));
        if (problems.isEmpty()) {
            checkReferences(given);
        }
        if (reading.mistakes().size() > before) {
            return Optional.empty();
        }
        return http(destination.with(given));
    }

    private void checkReferences(Map<String, @Nullable Object> given) {
        given.forEach(
                (name, value) -> {
                    try {
                        Template.ofText(value instanceof String text ? text : "");
                    } catch (InvalidTemplate e) {
                        reading.mistakes()
                                .add(plain.mark(List.of(name)), String.valueOf(e.getMessage()));
                    }
                });
    }

    private Optional<Target> http(Filled filled) {
        try {
            return Optional.of(target(filled, mark()));
        } catch (InvalidTemplate e) {
            wrong(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    static HttpTarget target(Filled filled, Mark mark) throws InvalidTemplate {
        Template url = url(filled.url());
        OAuth2 oauth2 = filled.authorization().oauth2();
        if (oauth2 != null
                && url(oauth2.tokenUrl()).parts().stream()
                        .anyMatch(Part.FieldRef.class::isInstance)) {
            throw new InvalidTemplate(
                    "its token URL holds a {field}, and a token is no event's: "
                            + oauth2.tokenUrl());
        }
        if (!OutflowKeys.METHODS.contains(filled.method())) {
            throw new InvalidTemplate(
                    "its method is \""
                            + filled.method()
                            + "\", allowed are "
                            + String.join(", ", OutflowKeys.METHODS));
        }
        return new HttpTarget(url, filled.method(), headers(filled), mark, filled);
    }

    private static Template url(String text) throws InvalidTemplate {
        Template url = Template.ofUri(text);
        String mistake =
                UrlRules.isHttp(text)
                        ? UrlRules.mistake(url).orElse("")
                        : "it must be http or https";
        if (!mistake.isEmpty()) {
            throw new InvalidTemplate(
                    "with these parameters the URL is \"" + text + "\": " + mistake);
        }
        return url;
    }

    /** What is made at each send has its place in the stored request, and says what it is. */
    private static Map<String, Template> headers(Filled filled) throws InvalidTemplate {
        Map<String, Template> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : filled.headers().entrySet()) {
            headers.put(header.getKey(), Template.ofText(header.getValue()));
        }
        Authorization authorization = filled.authorization();
        String name = filled.destination().name();
        if (!authorization.basic().isEmpty()) {
            headers.put("Authorization", basic(String.join(":", authorization.basic())));
        }
        if (authorization.oauth2() != null) {
            headers.put("Authorization", literal("Bearer {{oauth2:" + name + "}}"));
        }
        if (!authorization.signing().isEmpty()) {
            headers.put("webhook-signature", literal("{{signature:" + name + "}}"));
        }
        return headers;
    }

    private static Template literal(String text) {
        return new Template(text, List.of(new Part.Literal(text)));
    }

    private static Template basic(String credentials) throws InvalidTemplate {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Literal("Basic {{base64:"));
        parts.addAll(Template.ofText(credentials).parts());
        parts.add(new Part.Literal("}}"));
        return new Template("Basic {{base64:" + credentials + "}}", parts);
    }
}
