package io.tidegate.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidegate.event.Event.Attributes;
import io.tidegate.event.InvalidEvent.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads events as the CloudEvents 1.0 HTTP binding and JSON format send them: structured, batch and
 * binary mode. Each document is parsed once; JSON data keeps the very bytes it came in.
 */
public final class EventReader {
    public static final int MAX_BATCH = 1_000;

    private final int maxEventSize;

    /**
     * @param maxEventSize bytes that one event may have
     */
    public EventReader(int maxEventSize) {
        this.maxEventSize = maxEventSize;
    }

    /** One event as {@code application/cloudevents+json}. */
    public Event structured(byte[] body) throws InvalidEvent {
        checkSize("", body.length);
        try (JsonParser parser = Json.parser(body, 0, body.length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidEvent(Kind.NOT_AN_EVENT, "", "an event is a JSON object");
            }
            Event event = event(parser, body);
            if (parser.nextToken() != null) {
                throw new InvalidEvent(
                        Kind.NOT_AN_EVENT, "", "something follows the end of the event");
            }
            return event;
        } catch (IOException e) {
            throw InvalidEvent.of(Json.malformed(e), "");
        } catch (InvalidJson e) {
            throw InvalidEvent.of(e, "");
        }
    }

    /** Many events as {@code application/cloudevents-batch+json}; one that is wrong refuses all. */
    public List<Event> batch(byte[] body) throws InvalidEvent {
        List<Event> events = new ArrayList<>();
        try (JsonParser parser = Json.parser(body, 0, body.length)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new InvalidEvent(Kind.NOT_AN_EVENT, "", "a batch is a JSON array of events");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                events.add(batchMember(parser, body, events.size()));
            }
            if (parser.nextToken() != null) {
                throw new InvalidEvent(
                        Kind.NOT_AN_EVENT, "", "something follows the end of the batch");
            }
            return events;
        } catch (IOException e) {
            throw InvalidEvent.of(Json.malformed(e), "");
        } catch (InvalidJson e) {
            throw InvalidEvent.of(e, "");
        }
    }

    private Event batchMember(JsonParser parser, byte[] body, int index)
            throws InvalidEvent, IOException {
        if (index == MAX_BATCH) {
            throw new InvalidEvent(
                    Kind.TOO_LARGE, "", "a batch has at most " + MAX_BATCH + " events");
        }
        String pointer = "/" + index;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new InvalidEvent(Kind.NOT_AN_EVENT, pointer, "an event is a JSON object");
        }
        long start = parser.currentTokenLocation().getByteOffset();
        try {
            Event event = event(parser, body);
            checkSize(pointer, parser.currentLocation().getByteOffset() - start);
            return event;
        } catch (IOException e) {
            throw InvalidEvent.of(Json.malformed(e), pointer);
        } catch (InvalidJson e) {
            throw InvalidEvent.of(e, pointer);
        } catch (InvalidEvent e) {
            throw e.kind() == Kind.TOO_LARGE ? e : e.at(pointer);
        }
    }

    private void checkSize(String pointer, long bytes) throws InvalidEvent {
        if (bytes > maxEventSize) {
            throw new InvalidEvent(
                    Kind.TOO_LARGE,
                    pointer,
                    "the event has " + bytes + " bytes, allowed are " + maxEventSize);
        }
    }

    private static Event event(JsonParser parser, byte[] body)
            throws IOException, InvalidJson, InvalidEvent {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        byte @Nullable [] rawData = null;
        String name;
        while ((name = parser.nextFieldName()) != null) {
            parser.nextToken();
            if (members.containsKey(name)) {
                throw new InvalidEvent(
                        Kind.NOT_AN_EVENT,
                        "",
                        "the key \"" + Attribute.shown(name) + "\" stands twice in the event");
            }
            if (name.equals("data")) {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                members.put(name, Json.value(parser, "/data", 0));
                int end = (int) parser.currentLocation().getByteOffset();
                rawData = Arrays.copyOfRange(body, start, end);
                continue;
            }
            if (parser.currentToken().isStructStart()) {
                Attribute.checkName(name);
                throw Attribute.nested(name);
            }
            members.put(name, Json.value(parser, "", 0));
        }
        Object json = members.remove("data");
        Object base64 = members.remove("data_base64");
        Attributes attributes = attributes(members);
        if (base64 != null) {
            if (rawData != null) {
                throw new InvalidEvent(
                        Kind.NOT_AN_EVENT,
                        "",
                        "an event has data or data_base64, this one has both");
            }
            return withBytes(attributes, decoded(base64));
        }
        if (rawData == null || Event.isJson(attributes.optional().contentType())) {
            return new Event(attributes, rawData, json);
        }
        return new Event(attributes, text(json, attributes));
    }

    /**
     * Binary mode: attributes from {@code ce-} headers (names without the prefix), the body is the
     * data.
     */
    public Event binary(Map<String, String> headers, @Nullable String contentType, byte[] body)
            throws InvalidEvent {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            attributes.put(header.getKey(), HeaderText.decode(header.getKey(), header.getValue()));
        }
        return message(attributes, contentType, body);
    }

    /** As {@link #binary}, of a bus' message: its headers are texts as they stand. */
    public Event message(Map<String, String> headers, @Nullable String contentType, byte[] body)
            throws InvalidEvent {
        checkSize("", body.length);
        Map<String, @Nullable Object> members = new LinkedHashMap<>(headers);
        if (members.put("datacontenttype", contentType) != null) {
            throw new InvalidEvent(
                    Kind.NOT_AN_EVENT,
                    "/datacontenttype",
                    "in binary mode Content-Type says it, not a ce- header");
        }
        Attributes attributes = attributes(members);
        return body.length == 0 ? new Event(attributes, null) : withBytes(attributes, body);
    }

    /** Bytes without a type are JSON if they can be, else what RFC 9110, section 8.3 assumes. */
    private static Event withBytes(Attributes attributes, byte[] bytes) throws InvalidEvent {
        if (!Event.isJson(attributes.optional().contentType())) {
            return new Event(attributes, bytes);
        }
        try {
            return new Event(attributes, bytes, Json.parse(bytes));
        } catch (InvalidJson e) {
            if (attributes.optional().contentType() == null && !beginsAsJson(bytes)) {
                return new Event(attributes.with("application/octet-stream"), bytes);
            }
            throw InvalidEvent.of(e, "/data");
        }
    }

    /** An object or a list that goes wrong is a mistake, not a picture. */
    private static boolean beginsAsJson(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        return at == bytes.length || bytes[at] == '{' || bytes[at] == '[';
    }

    private static Attributes attributes(Map<String, @Nullable Object> members)
            throws InvalidEvent {
        Attribute.specVersion(members.remove("specversion"));
        String id = Attribute.required("id", members.remove("id"));
        String source = Attribute.required("source", members.remove("source"));
        String type = Attribute.required("type", members.remove("type"));
        String subject = Attribute.optional("subject", members.remove("subject"));
        String time = Attribute.time(members.remove("time"));
        String contentType = Attribute.contentType(members.remove("datacontenttype"));
        Map<String, Object> extensions = extensions(members);
        var optional =
                contentType == null && extensions.isEmpty()
                        ? Attributes.Optional.NONE
                        : new Attributes.Optional(contentType, extensions);
        return new Attributes(id, source, type, subject, time, optional);
    }

    private static Map<String, Object> extensions(Map<String, @Nullable Object> members)
            throws InvalidEvent {
        if (members.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> extensions = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
            Attribute.checkName(member.getKey());
            if (member.getValue() != null) {
                extensions.put(
                        member.getKey(),
                        Attribute.checkExtension(member.getKey(), member.getValue()));
            }
        }
        return extensions;
    }

    private static byte[] decoded(Object base64) throws InvalidEvent {
        if (base64 instanceof String text) {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw new InvalidEvent(
                        Kind.NOT_AN_EVENT,
                        "/data_base64",
                        "not base64 (RFC 4648, section 4): " + e.getMessage());
            }
        }
        throw new InvalidEvent(Kind.NOT_AN_EVENT, "/data_base64", "data_base64 must be a string");
    }

    private static byte @Nullable [] text(@Nullable Object json, Attributes attributes)
            throws InvalidEvent {
        if (json == null) {
            return null;
        }
        if (!(json instanceof String text)) {
            throw new InvalidEvent(
                    Kind.NOT_AN_EVENT,
                    "/data",
                    "with datacontenttype "
                            + attributes.optional().contentType()
                            + " data must be a JSON string");
        }
        Charset charset = Event.charset(attributes.optional().contentType());
        if (charset == null || !charset.canEncode()) {
            throw new InvalidEvent(
                    Kind.NOT_AN_EVENT,
                    "/datacontenttype",
                    "the charset of " + attributes.optional().contentType() + " is not known here");
        }
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException e) {
            throw new InvalidEvent(
                    Kind.NOT_AN_EVENT,
                    "/data",
                    "text data holds a character that "
                            + charset
                            + " has not, or a lone surrogate");
        }
    }
}
