package io.tidegate.connector;

import io.tidegate.destination.HeaderName;
import io.tidegate.event.Triggers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads {@code to}: a map, or text that is its {@code uri}. */
final class TargetReader {

    private final Reading reading;

    TargetReader(Reading reading) {
        this.reading = reading;
    }

    Optional<Target> read(Node to, Mark connector) {
        if (to instanceof ScalarNode scalar) {
            return target(scalar, scalar.getValue(), Optional.empty());
        }
        if (DestinationTargetReader.isOne(to)) {
            return new DestinationTargetReader(to, reading).read();
        }
        NodeReader keys = new NodeReader(to, OutflowKeys.TO, reading);
        Mark missing = to instanceof MappingNode ? reading.file().at(to) : connector;
        return keys.require("uri", missing)
                .flatMap(
                        node ->
                                keys.text("uri")
                                        .flatMap(uri -> target(node, uri, Optional.of(keys))));
    }

    private Optional<Target> target(Node node, String uri, Optional<NodeReader> keys) {
        if (UrlRules.isHttp(uri)) {
            return http(node, uri, keys);
        }
        keys.ifPresent(reader -> refuseHttpKeys(reader, uri));
        Optional<String> mistake =
                new EndpointRules(reading.camel().getCamelContext()).mistake(uri);
        mistake.ifPresentOrElse(
                message -> reading.wrong(node, "\"" + uri + "\": " + message),
                () -> new EndpointNodes(reading).target(node, uri));
        return mistake.isPresent()
                ? Optional.empty()
                : Optional.of(new EndpointTarget(uri, reading.file().at(node)));
    }

    private void refuseHttpKeys(NodeReader keys, String uri) {
        for (String key : List.of("method", "headers")) {
            if (keys.has(key)) {
                reading.wrong(
                        keys.key(key),
                        "\""
                                + key
                                + "\" is for http and https only, and \""
                                + uri
                                + "\" is a Camel endpoint");
            }
        }
    }

    private Optional<Target> http(Node node, String uri, Optional<NodeReader> keys) {
        String method = keys.map(this::method).orElse("POST");
        Map<String, Template> headers =
                keys.flatMap(k -> k.find("headers")).map(this::headers).orElse(Map.of());
        try {
            Template template = Template.ofUri(uri);
            UrlRules.mistake(template)
                    .ifPresent(message -> reading.wrong(node, "\"" + uri + "\": " + message));
            return Optional.of(new HttpTarget(template, method, headers, reading.file().at(node)));
        } catch (InvalidTemplate e) {
            reading.wrong(node, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private String method(NodeReader keys) {
        String method = keys.text("method").orElse("POST").toUpperCase(Locale.ROOT);
        if (!OutflowKeys.METHODS.contains(method)) {
            String near =
                    Triggers.nearest(method, OutflowKeys.METHODS)
                            .map(m -> " (did you mean " + m + "?)")
                            .orElse("");
            keys.refuse("method", "one of " + String.join(", ", OutflowKeys.METHODS) + near);
        }
        return method;
    }

    private Map<String, Template> headers(Node node) {
        Map<String, Template> headers = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            reading.wrong(
                    node,
                    "\"headers\" of to must be a map of names and values, not "
                            + NodeReader.kind(node));
            return headers;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            headerName(tuple.getKeyNode(), headers)
                    .ifPresent(
                            name ->
                                    value(name, tuple.getValueNode())
                                            .ifPresent(value -> headers.put(name, value)));
        }
        return headers;
    }

    private Optional<String> headerName(Node node, Map<String, Template> before) {
        String name = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        String wrong = wrongName(name, before);
        if (!wrong.isEmpty()) {
            reading.wrong(node, "\"" + name + "\" " + wrong);
        }
        return Optional.of(name).filter(n -> wrong.isEmpty());
    }

    /** Empty if nothing is. */
    private static String wrongName(String name, Map<String, Template> before) {
        String mistake = HeaderName.mistake(name);
        if (!mistake.isEmpty()) {
            return mistake;
        }
        return before.keySet().stream().anyMatch(name::equalsIgnoreCase)
                ? "stands twice in headers"
                : "";
    }

    private Optional<Template> value(String name, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            reading.wrong(
                    node, "the header \"" + name + "\" must be text, not " + NodeReader.kind(node));
            return Optional.empty();
        }
        if (scalar.getValue().chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            reading.wrong(
                    node,
                    "the header \"" + name + "\" must be one line without control characters");
            return Optional.empty();
        }
        try {
            return Optional.of(Template.ofText(scalar.getValue()));
        } catch (InvalidTemplate e) {
            reading.wrong(node, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
