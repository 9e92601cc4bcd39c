package io.tidegate.rehearsal;

import io.tidegate.connector.Connector;
import io.tidegate.event.Event;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event out of a file.
 *
 * @param given as the file has it
 * @param event with what it does not say itself, as in a test
 */
public record SampleEvent(Map<String, @Nullable Object> given, Event event) {
    /**
     * What a file holds, before it is known for which connector.
     *
     * @param json null: JSON's null
     */
    public record Content(Path file, @Nullable Object json) {
        public static Content of(Path file) throws InvalidGiven {
            return new Content(file, GivenEvents.json(file));
        }
    }

    /** The only event; for an inflow also a post as its third party sends it. */
    public static SampleEvent of(Content content, Connector connector) throws InvalidGiven {
        return new GivenEvents(connector).only(content.file(), content.json());
    }
}
