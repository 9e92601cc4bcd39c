package io.tidegate.rehearsal;

import io.tidegate.connector.Connector;
import io.tidegate.connector.TestCase.Given;
import io.tidegate.event.Event;
import io.tidegate.event.EventReader;
import io.tidegate.event.InvalidEvent;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events that a test gives, each with what it does not say itself. */
final class GivenEvents {
    private final EventReader reader = new EventReader(Integer.MAX_VALUE);
    private final Connector connector;

    /**
     * @param connector whose tests give them; an inflow's need not say what its endpoint says
     */
    GivenEvents(Connector connector) {
        this.connector = connector;
    }

    /**
     * @param secrets texts that stand for secrets when a post is verified
     */
    List<Arrived> read(List<Given> given, Map<String, String> secrets) throws InvalidGiven {
        List<Arrived> events = new ArrayList<>();
        for (Given one : given) {
            if (one instanceof Given.Inline inline) {
                Event event = event(inline.event(), "the event given", events.size() + 1);
                events.add(new Arrived.Taken(event));
            } else if (one instanceof Given.Posted post) {
                events.addAll(new GivenPost(connector, secrets).arrive(post));
            } else {
                addAll(((Given.InFile) one).file(), events);
            }
        }
        return events;
    }

    private void addAll(Path file, List<Arrived> events) throws InvalidGiven {
        List<?> all = Posted.events(connector, json(file));
        if (all.isEmpty()) {
            throw new InvalidGiven("the file " + file + " holds no event");
        }
        for (Object one : all) {
            events.add(new Arrived.Taken(event(one, "the file " + file, events.size() + 1)));
        }
    }

    static @Nullable Object json(Path file) throws InvalidGiven {
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new InvalidGiven(
                    "there is no file " + file + " (paths are relative to the connector's file)");
        } catch (IOException e) {
            throw new InvalidGiven("the file " + file + " cannot be read: " + e.getMessage());
        } catch (InvalidJson e) {
            throw new InvalidGiven("the file " + file + ": " + e.getMessage());
        }
    }

    /**
     * The file's event, which must be its only one.
     *
     * @param json what the file holds
     */
    SampleEvent only(Path file, @Nullable Object json) throws InvalidGiven {
        List<?> all = Posted.events(connector, json);
        if (all.size() != 1) {
            throw new InvalidGiven(
                    "the file " + file + " holds " + all.size() + " events: one is needed");
        }
        Object one = all.get(0);
        Event event = event(one, "the file " + file, 1);
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        Objects.requireNonNull((Map<?, ?>) one)
                .forEach((key, value) -> written.put(String.valueOf(key), value));
        return new SampleEvent(written, event);
    }

    private Event event(@Nullable Object json, String what, int number) throws InvalidGiven {
        if (!(json instanceof Map<?, ?> written)) {
            throw new InvalidGiven(what + " holds no event: an event is a JSON object");
        }
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", "test-" + number);
        event.put("source", "/tidegate/test");
        event.put("time", SteppedClock.START.toString());
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        written.forEach((key, value) -> given.put(String.valueOf(key), value));
        event.putAll(Posted.completed(connector, given));
        try {
            return reader.structured(Json.write(event));
        } catch (InvalidEvent e) {
            throw new InvalidGiven(what + " is no event: " + e.getMessage());
        }
    }
}
