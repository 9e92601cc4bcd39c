package io.tidegate.connector;

import java.nio.file.Path;
import java.time.Instant;
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

        /**
         * What is posted to the endpoint of an inflow.
         *
         * @param headers as they are sent; their references stand for secrets
         * @param body JSON's plain Java, or a text that is sent as it is
         * @param file with the body; null: {@code body} is it
         * @param signed whether what the connector's {@code verify} asks for is added
         * @param receivedAt null: when every trial begins
         */
        record Posted(
                Map<String, String> headers,
                @Nullable Object body,
                @Nullable Path file,
                boolean signed,
                @Nullable Instant receivedAt,
                Mark mark)
                implements Given {
            public Posted {
                headers = Map.copyOf(headers);
            }
        }

        /** A file of one event, or of a JSON array of events. */
        record InFile(Path file, Mark mark) implements Given {}
    }

    /**
     * @param answers of the third party, in order, the last one again for all that follow; none: a
     *     200 without a body
     * @param endpoints the same of Camel endpoints, by their URI; one that is not named gives the
     *     message back as it is
     * @param accounts of the identity provider, as profiles
     * @param written what the connector's system has just written to accounts, as profiles
     * @param secrets texts that stand for secrets when a post is verified, by their names
     */
    public record Canned(
            List<CannedAnswer> answers,
            Map<String, List<CannedAnswer>> endpoints,
            List<Map<String, @Nullable Object>> accounts,
            List<Map<String, @Nullable Object>> written,
            Map<String, String> secrets) {
        public static final Canned NOTHING = answering(List.of());

        public Canned {
            answers = List.copyOf(answers);
            endpoints = Map.copyOf(endpoints);
            accounts = List.copyOf(accounts);
            written = List.copyOf(written);
            secrets = Map.copyOf(secrets);
        }

        public static Canned answering(List<CannedAnswer> answers) {
            return new Canned(answers, Map.of(), List.of(), List.of(), Map.of());
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
