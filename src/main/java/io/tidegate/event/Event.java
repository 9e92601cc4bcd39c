package io.tidegate.event;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened: CloudEvents 1.0 attributes and the data, byte for byte as it was sent. Data is
 * JSON if its content type is absent or a JSON type, else text or bytes.
 */
public final class Event {
    private final Attributes attributes;
    private final byte @Nullable [] data;
    private final Provenance provenance;
    private @Nullable Map<String, @Nullable Object> root;

    /**
     * The attributes by CloudEvents' names; {@code time} is the RFC 3339 text as sent, extensions
     * are in sent order.
     */
    public record Attributes(
            String id,
            String source,
            String type,
            @Nullable String subject,
            @Nullable String time,
            Optional optional) {

        /** What most events go without. */
        public record Optional(@Nullable String contentType, Map<String, Object> extensions) {
            public static final Optional NONE = new Optional(null, Map.of());
        }

        Attributes with(String contentType) {
            var other = new Optional(contentType, optional.extensions());
            return new Attributes(id, source, type, subject, time, other);
        }
    }

    public Event(Attributes attributes, byte @Nullable [] data) {
        this(attributes, data, Provenance.UNKNOWN);
    }

    public Event(Attributes attributes, byte @Nullable [] data, Provenance provenance) {
        this.attributes = attributes;
        this.data = data;
        this.provenance = provenance;
    }

    Event(Attributes attributes, byte @Nullable [] data, @Nullable Object json) {
        this(attributes, data);
        this.root = rootOf(json);
    }

    /**
     * An event whose attributes were made here of what strangers sent.
     *
     * @param json what {@code data} holds, as {@link Json} reads it
     * @throws InvalidEvent if an attribute is not what CloudEvents allows
     */
    public static Event ofJson(Attributes attributes, byte[] data, @Nullable Object json)
            throws InvalidEvent {
        Attribute.required("id", attributes.id());
        Attribute.required("source", attributes.source());
        Attribute.required("type", attributes.type());
        Attribute.optional("subject", attributes.subject());
        Attribute.time(attributes.time());
        return new Event(attributes, data, json);
    }

    public String id() {
        return attributes.id();
    }

    public String source() {
        return attributes.source();
    }

    public String type() {
        return attributes.type();
    }

    public @Nullable String subject() {
        return attributes.subject();
    }

    public @Nullable String time() {
        return attributes.time();
    }

    /** The media type of the data; absent means JSON. */
    public @Nullable String contentType() {
        return attributes.optional().contentType();
    }

    public Map<String, Object> extensions() {
        return attributes.optional().extensions();
    }

    /** The data as sent; null if the event has none. The array is shared: do not change it. */
    public byte @Nullable [] data() {
        return data;
    }

    /** Where the change came from that it tells of. */
    public Provenance provenance() {
        return provenance;
    }

    /** The same event, coming from there. */
    public synchronized Event from(Provenance other) {
        Event event = new Event(attributes, data, other);
        event.root = root;
        return event;
    }

    /** The span that what becomes of it goes on from; null: it is in no trace. */
    public @Nullable TraceContext trace() {
        TraceContext given = provenance.trace();
        return given != null ? given : ownTrace();
    }

    /** What its producer wrote into it; null: nothing, or nothing that can be read. */
    public @Nullable TraceContext ownTrace() {
        return TraceContext.of(this);
    }

    /** The same event, whose deliveries go on from that span. */
    public Event in(TraceContext trace) {
        return from(new Provenance(provenance.origin(), provenance.cause(), trace));
    }

    /** Bytes this event keeps in memory, roughly: its data, and the same again parsed. */
    public int weight() {
        return 512 + (data == null ? 0 : 3 * data.length);
    }

    public boolean hasJsonData() {
        return isJson(contentType());
    }

    /** What {@code $} is in every rule and mapping. Shared by all connectors: do not change it. */
    public synchronized Map<String, @Nullable Object> root() {
        if (root == null) {
            root = rootOf(parsedData());
        }
        return root;
    }

    private @Nullable Object parsedData() {
        if (data == null || !hasJsonData()) {
            return null;
        }
        try {
            return Json.parse(data);
        } catch (InvalidJson e) {
            throw new IllegalStateException(
                    "the stored data of event "
                            + id()
                            + " is not the JSON that was accepted: "
                            + e.getMessage(),
                    e);
        }
    }

    private Map<String, @Nullable Object> rootOf(@Nullable Object json) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>(16);
        map.put("specversion", "1.0");
        map.put("id", id());
        map.put("source", source());
        map.put("type", type());
        if (subject() != null) {
            map.put("subject", subject());
        }
        if (time() != null) {
            map.put("time", time());
        }
        if (contentType() != null) {
            map.put("datacontenttype", contentType());
        }
        map.putAll(extensions());
        if (data != null) {
            if (hasJsonData()) {
                map.put("data", json);
            } else if (isText(contentType()) && charset(contentType()) != null) {
                map.put("data", new String(data, charset(contentType())));
            } else {
                map.put("data_base64", Base64.getEncoder().encodeToString(data));
            }
        }
        return Collections.unmodifiableMap(map);
    }

    /**
     * 0 without a subject; else a hash that is the same on every node and in every version: it is
     * stored.
     */
    public long subjectHash() {
        return subjectHash(subject());
    }

    /** As {@link #subjectHash()}, of a subject. */
    public static long subjectHash(@Nullable String subject) {
        return subject == null || subject.isEmpty() ? 0 : hash(subject);
    }

    /** FNV-1a over UTF-16 units, finished as MurmurHash3 does, never 0. */
    static long hash(String text) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        h ^= h >>> 33;
        return h == 0 ? 1 : h;
    }

    static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        String type = mediaType(contentType);
        return type.equals("application/json")
                || type.equals("text/json")
                || type.endsWith("+json");
    }

    private static boolean isText(@Nullable String contentType) {
        String type = contentType == null ? "" : mediaType(contentType);
        return type.startsWith("text/")
                || type.endsWith("+xml")
                || type.equals("application/xml")
                || type.equals("application/x-www-form-urlencoded");
    }

    /** What {@code charset=} names, UTF-8 without one; null if there is no such charset here. */
    static @Nullable Charset charset(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        int at = type.indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        int end = type.indexOf(';', at);
        String name = type.substring(at + "charset=".length(), end < 0 ? type.length() : end);
        try {
            return Charset.forName(name.replace("\"", "").trim());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end))
                .trim()
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "event " + id() + " of " + source() + " (" + type() + ")";
    }
}
