package io.tidegate.connector;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of a connector's {@code tests}: its shape is right, nothing of it was tried.
 *
 * @param expect one for all events that are given, or one for each
 */
public record TestCase(
        String name, List<Given> given, Canned canned, List<Expectation> expect, Text text) {
    public TestCase {
        given = List.copyOf(given);
        expect = List.copyOf(expect);
    }

    public Mark mark() {
        return text.mark();
    }

    /** How it was written, and where. */
    public record Text(Map<String, @Nullable Object> written, Mark mark) {}

    /** Where an event comes from. */
    public sealed interface Given {
        Mark mark();

        /** An event's attributes and data; what it needs and has not gets a fixed value. */
        record Inline(Map<String, @Nullable Object> event, Mark mark) implements Given {}

        /** A file of one event, or of a JSON array of events. */
        record InFile(Path file, Mark mark) implements Given {}
    }

    /**
     * @param answers of the third party, in order, the last one again for all that follow; none: a
     *     200 without a body
     * @param endpoints the same of Camel endpoints, by their URI; one that is not named gives the
     *     message back as it is
     * @param accounts of the identity provider, as profiles
     */
    public record Canned(
            List<CannedAnswer> answers,
            Map<String, List<CannedAnswer>> endpoints,
            List<Map<String, @Nullable Object>> accounts) {
        public static final Canned NOTHING = new Canned(List.of(), Map.of(), List.of());

        public Canned {
            answers = List.copyOf(answers);
            endpoints = Map.copyOf(endpoints);
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * What is to come of an event.
     *
     * @param values as written, keys and shapes are right
     * @param at where the value stands that these keys lead to, or the deepest above it
     */
    public record Expectation(
            Map<String, @Nullable Object> values, Function<List<String>, Mark> at) {}
}
