package io.tidegate.connector;

import java.util.Optional;

/** Reads {@code id}, {@code title} and {@code system}. */
final class LabelReader {
    private LabelReader() {}

    /** Empty without an id; one that is wrong is a mistake, and the name of its connector still. */
    static Optional<Label> read(NodeReader connector, Mark mark) {
        connector.require("id", mark);
        Optional<String> id = connector.text("id");
        if (id.isPresent() && !id.get().matches(OutflowKeys.ID)) {
            connector.refuse(
                    "id",
                    "letters, digits, dots, dashes and _, at most 100, a letter or digit first");
        }
        String title = connector.text("title").orElse(null);
        String system = connector.text("system").orElse(null);
        return id.map(text -> new Label(text, title, system, mark));
    }
}
