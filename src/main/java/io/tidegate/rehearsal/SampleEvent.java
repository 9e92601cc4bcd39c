package io.tidegate.rehearsal;

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
    /** A file of one event. */
    public static SampleEvent of(Path file) throws InvalidGiven {
        return new GivenEvents().only(file);
    }
}
