package io.tidegate.connector;

import io.tidegate.event.Triggers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads keys whose value is one of a few words; each word is a constant of an enum. */
final class WordReader<E extends Enum<E>> {
    private final E[] values;
    private final Function<E, String> word;

    WordReader(E[] values, Function<E, String> word) {
        this.values = values.clone();
        this.word = word;
    }

    /** Empty if the key is absent or wrong. */
    Optional<E> read(NodeReader map, String key) {
        Optional<String> text = map.text(key);
        Optional<E> value = text.flatMap(this::find);
        if (text.isPresent() && value.isEmpty()) {
            map.refuse(key, allowed(text.get()));
        }
        return value;
    }

    /** The same of an element of a list. */
    Optional<E> read(NodeReader map, Node element, String name, Reading reading) {
        Optional<String> text = map.text(element, name);
        Optional<E> value = text.flatMap(this::find);
        if (text.isPresent() && value.isEmpty()) {
            reading.wrong(
                    element,
                    name + " must be " + allowed(text.get()) + ", not \"" + text.get() + "\"");
        }
        return value;
    }

    private Optional<E> find(String text) {
        return Arrays.stream(values).filter(value -> word.apply(value).equals(text)).findFirst();
    }

    private String allowed(String seen) {
        List<String> words = Arrays.stream(values).map(word).toList();
        String near =
                Triggers.nearest(seen, words).map(is -> " (did you mean " + is + "?)").orElse("");
        return "one of " + String.join(", ", words) + near;
    }
}
