package io.tidegate.connector;

import io.tidegate.event.Triggers;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the {@code tests} of a connector. */
final class TestReader {
    private static final List<String> GIVEN = TestKeys.GIVEN.names();

    private final Reading reading;
    private final ExpectationReader expectations;
    private final boolean inflow;

    /**
     * @param rules those of the connector: a test may expect one of them to skip its event
     * @param inflow whose events need not say their type: there is one only
     */
    TestReader(List<String> rules, boolean inflow, Reading reading) {
        this.reading = reading;
        this.inflow = inflow;
        this.expectations = new ExpectationReader(rules, inflow, reading);
    }

    /** What is right of them. */
    List<TestCase> read(NodeReader connector) {
        List<TestCase> tests = new ArrayList<>();
        for (Node node : connector.items("tests")) {
            if (node.isRecursive()) {
                reading.wrong(node, "an anchor that contains itself cannot be read");
            } else if (node instanceof MappingNode) {
                test(node, tests.size() + 1, connector).ifPresent(tests::add);
            } else {
                reading.wrong(
                        node,
                        "a test must be a map with given and expect, not " + NodeReader.kind(node));
            }
        }
        return tests;
    }

    private Optional<TestCase> test(Node node, int number, NodeReader connector) {
        Mark mark = reading.file().at(node);
        NodeReader test = new NodeReader(node, TestKeys.TEST, reading);
        String name = test.text("name").orElse("test " + number);
        List<TestCase.Given> given = test.require("given", mark).map(this::given).orElse(List.of());
        List<CannedAnswer> answers =
                test.find("answers").map(new CannedReader(reading)::answers).orElse(List.of());
        Map<String, List<CannedAnswer>> endpoints =
                test.find("endpoints").map(this::endpoints).orElse(Map.of());
        List<Map<String, @Nullable Object>> accounts =
                test.items("accounts").stream().flatMap(one -> account(one).stream()).toList();
        List<Map<String, @Nullable Object>> written =
                test.items("written").stream().flatMap(one -> account(one).stream()).toList();
        checkSides(test, connector);
        List<TestCase.Expectation> expect =
                test.require("expect", mark).map(expectations::read).orElse(List.of());
        return given.isEmpty() || expect.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new TestCase(
                                name,
                                given,
                                new TestCase.Canned(
                                        answers, endpoints, accounts, written, secrets(test)),
                                expect,
                                new TestCase.Text(written(node), mark)));
    }

    private void checkSides(NodeReader test, NodeReader connector) {
        if (inflow && test.has("written")) {
            reading.wrong(
                    test.key("written"),
                    "\"written\" of test is for outflows: what an inflow writes is its own action");
        } else if (test.has("written") && !connector.has("system")) {
            reading.wrong(
                    test.key("written"),
                    "\"written\" of test is what the connector's system wrote, and it names no \"system\"");
        }
        if (!inflow && test.has("secrets")) {
            reading.wrong(
                    test.key("secrets"),
                    "\"secrets\" of test is for inflows: they verify posts by them; of a request they stay references");
        }
    }

    private Map<String, String> secrets(NodeReader test) {
        return test.find("secrets")
                .map(node -> new PostedReader(reading).texts(node, "secrets"))
                .orElse(Map.of());
    }

    /** What is wrong in it is told by those who read its parts. */
    private Map<String, @Nullable Object> written(Node node) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        if (new PlainNode(node, reading.file(), new Mistakes()).value() instanceof Map<?, ?> map) {
            map.forEach((key, value) -> written.put(String.valueOf(key), value));
        }
        return written;
    }

    @SuppressWarnings("unchecked")
    private Optional<Map<String, @Nullable Object>> account(Node node) {
        if (node instanceof MappingNode) {
            Object plain = new PlainNode(node, reading).value();
            return Optional.ofNullable((Map<String, @Nullable Object>) plain);
        }
        reading.wrong(
                node,
                "an account must be a map, such as { Uid: u1, Email: [{ Value: ann@mail.example }] }, not "
                        + NodeReader.kind(node));
        return Optional.empty();
    }

    private List<TestCase.Given> given(Node node) {
        if (node instanceof SequenceNode list) {
            if (list.getValue().isEmpty()) {
                reading.wrong(node, "\"given\" of test names no event");
            }
            return list.getValue().stream().flatMap(one -> event(one).stream()).toList();
        }
        return event(node).stream().toList();
    }

    @SuppressWarnings("unchecked")
    private Optional<TestCase.Given> event(Node node) {
        NodeReader event = new NodeReader(node, TestKeys.given(attributes(node)), reading);
        Mark mark = reading.file().at(node);
        if (event.has("file")) {
            return file(event, (MappingNode) node);
        }
        if (event.has("post")) {
            return post(event, (MappingNode) node);
        }
        if (!(node instanceof MappingNode) || !inflow && event.require("type", mark).isEmpty()) {
            return Optional.empty();
        }
        Object plain = Objects.requireNonNull(new PlainNode(node, reading).value());
        return Optional.of(new TestCase.Given.Inline((Map<String, @Nullable Object>) plain, mark));
    }

    private Optional<TestCase.Given> post(NodeReader event, MappingNode node) {
        if (!inflow) {
            reading.wrong(
                    event.key("post"),
                    "\"post\" of given is for inflows: an outflow is given an event");
        } else if (node.getValue().size() > 1) {
            reading.wrong(
                    event.key("post"),
                    "\"post\" of given is the whole of it: nothing may stand beside it");
        }
        return event.find("post").flatMap(new PostedReader(reading)::read);
    }

    /** An event may have attributes of its own; one that looks like a known one is a slip. */
    private static List<String> attributes(Node node) {
        List<String> others = new ArrayList<>();
        if (node instanceof MappingNode map) {
            map.getValue().stream()
                    .map(NodeTuple::getKeyNode)
                    .filter(ScalarNode.class::isInstance)
                    .map(key -> ((ScalarNode) key).getValue())
                    .filter(key -> key.matches("[a-z0-9]{1,20}"))
                    .filter(key -> !GIVEN.contains(key) && Triggers.nearest(key, GIVEN).isEmpty())
                    .forEach(others::add);
        }
        return others;
    }

    private Optional<TestCase.Given> file(NodeReader event, MappingNode node) {
        if (node.getValue().size() > 1) {
            reading.wrong(
                    event.key("file"),
                    "\"file\" of given is the whole event: nothing may stand beside it");
        }
        Mark mark = event.find("file").map(reading.file()::at).orElseGet(reading.file()::start);
        return event.text("file")
                .flatMap(
                        path -> {
                            try {
                                return Optional.of(
                                        new TestCase.Given.InFile(
                                                reading.file().folder().resolve(path).normalize(),
                                                mark));
                            } catch (InvalidPathException e) {
                                event.refuse("file", "a path");
                                return Optional.empty();
                            }
                        });
    }

    private Map<String, List<CannedAnswer>> endpoints(Node node) {
        Map<String, List<CannedAnswer>> endpoints = new LinkedHashMap<>();
        if (!(node instanceof MappingNode map)) {
            reading.wrong(
                    node,
                    "\"endpoints\" of test must be a map of Camel endpoints and what they answer, not "
                            + NodeReader.kind(node));
            return endpoints;
        }
        for (NodeTuple tuple : map.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode uri && uri.getValue().contains(":")) {
                endpoints.put(
                        uri.getValue(), new CannedReader(reading).answers(tuple.getValueNode()));
            } else {
                reading.wrong(
                        tuple.getKeyNode(),
                        "a Camel endpoint is written as scheme:rest, such as sql:…");
            }
        }
        return endpoints;
    }
}
