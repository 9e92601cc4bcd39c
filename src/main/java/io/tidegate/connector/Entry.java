package io.tidegate.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.event.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How what is posted to an inflow connector's endpoint becomes events. Paths are read from the
 * event that a post, or an item of it, would be.
 *
 * @param schema of what may be posted; null: anything that can be read
 * @param items of one post, each an event; null: the post is one event
 * @param dedupe how long the same content is taken for the same event; null: it is not
 */
public record Entry(
        Verification verification,
        Places places,
        @Nullable PostSchema schema,
        @Nullable Path items,
        @Nullable Duration dedupe) {
    /**
     * Where single values stand.
     *
     * @param idFrom the event's id; null: the sender's id header, else one is made
     * @param subjects the first that has a value is the event's subject: what the connector says,
     *     else the match sources in their order
     * @param sealed texts that are never stored as they are: mapped passwords
     */
    public record Places(@Nullable Path idFrom, List<Path> subjects, List<Path> sealed) {
        public Places {
            subjects = List.copyOf(subjects);
            sealed = List.copyOf(sealed);
        }
    }

    public @Nullable Path idFrom() {
        return places.idFrom();
    }

    public List<Path> subjects() {
        return places.subjects();
    }

    public List<Path> sealed() {
        return places.sealed();
    }

    /**
     * A JSON Schema, read from the file that the connector names.
     *
     * @param file as the connector writes it
     */
    public record PostSchema(String file, JsonNode schema) {}
}
