package io.tidegate.cli;

import io.tidegate.event.Json;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A dry run for people: what each step saw and made, and the request at the end. */
final class DryRunText {
    private static final int LONGEST = 200;

    /** A rule's filter often selects the whole event. */
    private static final int SELECTED = 80;

    private final PrintStream out;

    DryRunText(PrintStream out) {
        this.out = out;
    }

    void print(Node run) {
        if (run.text("triggered").equals("false")) {
            line(
                    "note: "
                            + run.at("event").text("type")
                            + " does not start "
                            + run.text("connector")
                            + ", which is on "
                            + String.join(", ", run.list("on").stream().map(Node::text).toList()));
        }
        rules(run.list("rules"));
        before(run.at("event"), run.list("before"));
        mapping(run.list("mapping"));
        cleaned(run.list("cleaned"));
        notCalled(run.list("notCalled"));
        if (run.at("action").isThere()) {
            action(run.at("action"));
        } else if (run.at("request").isThere()) {
            request(run.at("request"));
        }
        line(end(run));
    }

    private static String end(Node run) {
        return switch (run.text("outcome")) {
            case "request" ->
                    run.at("action").isThere()
                            ? "Nothing was sent: this is the action that would be done."
                            : "Nothing was sent: this is the request that would be.";
            case "skipped" -> "It is skipped by rule " + run.text("skippedBy");
            default ->
                    "It fails at "
                            + run.at("error").text("step")
                            + ": "
                            + run.at("error").text("message");
        };
    }

    private void rules(List<Node> rules) {
        section("rules", rules.isEmpty());
        for (Node rule : rules) {
            boolean judged = rule.at("holds").isThere();
            String verdict =
                    !judged ? "fails" : rule.text("holds").equals("true") ? "holds" : "skips";
            line("  " + verdict + "  " + rule.text("rule"));
            line("         " + (judged ? selected(rule.list("selected")) : rule.text("error")));
        }
    }

    private static String selected(List<Node> selected) {
        return selected.isEmpty()
                ? "selects nothing"
                : "selects "
                        + Plain.cut(
                                String.join(
                                        ", ",
                                        selected.stream()
                                                .map(one -> Json.text(one.value()))
                                                .toList()),
                                SELECTED);
    }

    private void before(Node event, List<Node> hooks) {
        section("before", hooks.isEmpty());
        Node last = event;
        for (Node hook : hooks) {
            line("  " + hook.text("step") + "  " + hook.text("name"));
            List<String> changes = new ArrayList<>();
            changes("", last.value(), hook.at("event").value(), changes);
            changes.forEach(change -> line("    " + change));
            if (changes.isEmpty()) {
                line("    leaves the event as it is");
            }
            last = hook.at("event");
        }
    }

    private static void changes(
            String path, @Nullable Object before, @Nullable Object after, List<String> changes) {
        if (before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
            Set<Object> keys = new LinkedHashSet<>(one.keySet());
            keys.addAll(other.keySet());
            for (Object key : keys) {
                String below = path.isEmpty() ? String.valueOf(key) : path + "." + key;
                if (!one.containsKey(key)) {
                    changes.add(below + ": new, " + json(new Node(other.get(key))));
                } else if (!other.containsKey(key)) {
                    changes.add(below + ": gone, was " + json(new Node(one.get(key))));
                } else {
                    changes(below, one.get(key), other.get(key), changes);
                }
            }
        } else if (!Json.text(before).equals(Json.text(after))) {
            changes.add(path + ": " + json(new Node(before)) + " → " + json(new Node(after)));
        }
    }

    private void mapping(List<Node> fields) {
        section("mapping", fields.isEmpty());
        int targets = width(fields, "target");
        int sources = width(fields, "source");
        for (Node field : fields) {
            line(
                    "  "
                            + padded(field.text("target"), targets)
                            + "  "
                            + padded(field.text("source"), sources)
                            + "  "
                            + way(field));
        }
    }

    /** From what was selected to what stands in the body. */
    private static String way(Node field) {
        StringBuilder way = new StringBuilder(value(field, "selected"));
        for (Node converter : field.list("converters")) {
            way.append(" → ").append(converter.text("converter"));
            way.append(' ').append(value(converter, "value"));
        }
        if (field.text("defaulted").equals("true")) {
            way.append(" → default ").append(value(field, "value"));
        }
        if (field.at("error").isThere()) {
            way.append(" → ").append(field.text("error"));
        } else if (!has(field, "value")) {
            way.append(" → left out");
        }
        return way.toString();
    }

    private static String value(Node node, String key) {
        return has(node, key) ? json(node.at(key)) : "nothing";
    }

    private static boolean has(Node node, String key) {
        return node.value() instanceof Map<?, ?> map && map.containsKey(key);
    }

    private void notCalled(List<Node> messages) {
        section("Camel endpoints that are not called", messages.isEmpty());
        for (Node message : messages) {
            line("  " + message.text("stage") + "  " + message.text("endpoint"));
            line("    " + json(message.at("body")));
        }
    }

    private void cleaned(List<Node> changes) {
        section("cleaned", changes.isEmpty());
        int fields = width(changes, "field");
        for (Node change : changes) {
            String was = change.text("was");
            String now = change.at("now").isThere() ? " → " + change.text("now") : "";
            String values = was.isEmpty() ? "" : "  " + was + now;
            line(
                    "  "
                            + padded(change.text("field"), fields)
                            + "  "
                            + change.text("change")
                            + values);
        }
    }

    private void action(Node action) {
        section("action", false);
        line("  " + action.text("action"));
        if (action.at("match").value() instanceof Map<?, ?> match) {
            match.forEach((field, values) -> line("  by " + field + " " + json(new Node(values))));
        }
        line("");
        out.println("  " + Plain.json(Json.text(action.at("profile").value())));
        line("");
        section("calls, if no account is found", action.list("calls").isEmpty());
        action.list("calls").forEach(call -> line("  " + call.text()));
        line("");
    }

    private void request(Node request) {
        section("request", false);
        line("  " + request.text("method") + " " + request.text("url"));
        if (request.at("headers").value() instanceof Map<?, ?> headers) {
            headers.forEach((name, value) -> line("  " + name + ": " + value));
        }
        if (has(request, "body")) {
            line("");
            out.println("  " + Plain.json(Json.text(request.at("body").value())));
        }
        line("");
    }

    private void section(String name, boolean empty) {
        if (!empty) {
            line(name);
        }
    }

    private static int width(List<Node> fields, String key) {
        return fields.stream().mapToInt(field -> field.text(key).length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String json(Node value) {
        return Plain.cut(Json.text(value.value()), LONGEST);
    }

    private void line(String text) {
        out.println(Plain.text(text));
    }
}
