package io.tidegate.bus;

import io.tidegate.event.Event;
import io.tidegate.event.EventReader;
import io.tidegate.event.InvalidEvent;
import io.tidegate.event.TraceContext;
import io.tidegate.intake.ContentType;
import io.tidegate.intake.Reserved;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record as the CloudEvents bindings for Kafka and for AMQP say: structured by its content
 * type, binary by the prefix of its headers. Of other headers only the trace is read that it was
 * published in.
 */
final class RecordReader {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String CONTENT_TYPE = "content-type";

    private final EventReader reader;
    private final Binding binding;

    /** What the two bindings differ in. */
    enum Binding {
        KAFKA("ce_", Pattern.compile("(?i)ce_(.*)")),
        /** JMS names no content type: a message that says nothing is to be structured. */
        MESSAGES("cloudEvents_", Pattern.compile("(?i)(?:cloudEvents[_:]|ce_)(.*)"));

        private final String prefix;
        private final Pattern attribute;

        Binding(String prefix, Pattern attribute) {
            this.prefix = prefix;
            this.attribute = attribute;
        }

        /** The attribute that a header names; null: none. */
        private @Nullable String attribute(String header) {
            Matcher matcher = attribute.matcher(header);
            return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
        }
    }

    RecordReader(Binding binding, int maxEventSize) {
        this.binding = binding;
        this.reader = new EventReader(maxEventSize);
    }

    Event read(BusRecord origin) throws InvalidEvent {
        Event event = event(origin);
        Reserved.check(event);
        TraceContext trace =
                TraceContext.of(
                        texts(origin, TraceContext.TRACEPARENT),
                        texts(origin, TraceContext.TRACESTATE));
        return trace == null ? event : event.in(trace);
    }

    private static List<String> texts(BusRecord origin, String name) {
        return origin.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .flatMap(header -> Stream.ofNullable(header.text()))
                .toList();
    }

    private Event event(BusRecord origin) throws InvalidEvent {
        String header = contentType(origin);
        ContentType type = ContentType.of(header);
        if (type.is(STRUCTURED)) {
            if (!type.isUtf8()) {
                throw InvalidEvent.refused(
                        "", "events come in UTF-8, seen: charset=" + type.charset());
            }
            return reader.structured(origin.body());
        }
        if (type.mediaType().startsWith("application/cloudevents")) {
            throw InvalidEvent.refused(
                    "", "a record is one event, as " + STRUCTURED + "; seen: " + type.shown());
        }
        Map<String, String> attributes = attributes(origin);
        if (!attributes.isEmpty()) {
            return reader.message(attributes, header, origin.body());
        }
        if (binding == Binding.MESSAGES && header == null) {
            return reader.structured(origin.body());
        }
        throw InvalidEvent.refused(
                "",
                "an event has the header content-type: "
                        + STRUCTURED
                        + ", or headers that begin with "
                        + binding.prefix
                        + "; seen: content-type "
                        + type.shown()
                        + ", and no such header");
    }

    private static @Nullable String contentType(BusRecord origin) throws InvalidEvent {
        String found = null;
        for (BusRecord.Header header : origin.headers()) {
            if (header.name().equalsIgnoreCase(CONTENT_TYPE)) {
                if (found != null) {
                    throw InvalidEvent.duplicateHeader(CONTENT_TYPE);
                }
                found = text(header);
            }
        }
        return found;
    }

    private Map<String, String> attributes(BusRecord origin) throws InvalidEvent {
        Map<String, String> attributes = new HashMap<>();
        for (BusRecord.Header header : origin.headers()) {
            String name = binding.attribute(header.name());
            if (name != null && attributes.put(name, text(header)) != null) {
                throw InvalidEvent.duplicateHeader(header.name());
            }
        }
        return attributes;
    }

    private static String text(BusRecord.Header header) throws InvalidEvent {
        if (header.text() == null) {
            throw InvalidEvent.refused(
                    "", "the header " + header.name() + " is not a text in UTF-8");
        }
        return header.text();
    }
}
