package io.tidegate.cli;

import io.tidegate.event.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as it is read here: what is not there is empty. */
record Node(@Nullable Object value) {

    Node at(String name) {
        return new Node(value instanceof Map<?, ?> map ? map.get(name) : null);
    }

    /** Its text; empty for null, JSON for an object or a list. */
    String text() {
        if (value == null) {
            return "";
        }
        return value instanceof Map || value instanceof List ? Json.text(value) : value.toString();
    }

    String text(String name) {
        return at(name).text();
    }

    boolean isThere() {
        return value != null;
    }

    List<Node> list() {
        List<Node> nodes = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> nodes.add(new Node(item)));
        }
        return nodes;
    }

    List<Node> list(String name) {
        return at(name).list();
    }

    /** As JSON on one line. */
    String json() {
        return Plain.json(Json.text(value));
    }
}
