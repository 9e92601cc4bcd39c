package io.tidegate.inflow;

import io.tidegate.connector.Entry;
import io.tidegate.event.Event;
import io.tidegate.event.Event.Attributes;
import io.tidegate.event.InvalidEvent;
import io.tidegate.event.InvalidPath;
import io.tidegate.event.Json;
import io.tidegate.event.Path;
import io.tidegate.event.Provenance;
import io.tidegate.event.Sealing;
import io.tidegate.event.TooMuchWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes events of a post: one, or one of each of its items. */
final class PostEvents {
    static final int MAX_ITEMS = 1_000;
    static final int MAX_ID = 1_000;

    private static final String EACH = "[*]";

    private final Inbound inbound;
    private final Entry entry;
    private final int maxEventSize;
    private final SealedPost sealed;

    /**
     * @param maxEventSize bytes of data that one event may have
     */
    PostEvents(Inbound inbound, int maxEventSize, Sealing sealing) {
        this.sealed = new SealedPost(inbound, sealing);
        this.inbound = inbound;
        this.entry = inbound.entry();
        this.maxEventSize = maxEventSize;
    }

    /**
     * @param ids who knows ids of events that say none
     */
    List<Event> of(PostContent content, PostIds ids, String time) throws Refused {
        try {
            if (entry.items() == null) {
                checkSize("", content.bytes());
                return List.of(event(content, ids.only(), time, ""));
            }
            return ofItems(items(entry.items(), root(content.json(), time)), ids, time);
        } catch (TooMuchWork e) {
            throw Refused.content("a path of the connector: " + e.getMessage());
        }
    }

    private List<Event> ofItems(List<@Nullable Object> items, PostIds ids, String time)
            throws Refused {
        if (items.size() > MAX_ITEMS) {
            throw Refused.tooLarge(
                    "", "a post has at most " + MAX_ITEMS + " items, seen: " + items.size());
        }
        List<Event> events = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            PostContent item = new PostContent(items.get(i), Json.write(items.get(i)));
            String which = "item " + (i + 1) + ": ";
            checkSize(which, item.bytes());
            events.add(event(item, ids.item(i + 1), time, which));
        }
        return events;
    }

    private void checkSize(String which, byte[] data) throws Refused {
        if (data.length > maxEventSize) {
            throw Refused.tooLarge(
                    "",
                    which
                            + "an event has at most "
                            + maxEventSize
                            + " bytes of data, seen: "
                            + data.length);
        }
    }

    private static List<@Nullable Object> items(Path path, Map<String, @Nullable Object> root)
            throws Refused {
        List<@Nullable Object> found = path.select(root);
        if (path.definite() && found.size() == 1 && found.get(0) instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        if (found.isEmpty() && !isEmptyList(path, root)) {
            throw Refused.content(
                    "the connector takes the items at " + path + ", where this post has nothing");
        }
        return found;
    }

    /** Of a list without elements {@code [*]} selects nothing; that is no mistake. */
    private static boolean isEmptyList(Path path, Map<String, @Nullable Object> root) {
        String text = path.expression();
        if (!text.endsWith(EACH)) {
            return false;
        }
        try {
            Path list = Path.compile(text.substring(0, text.length() - EACH.length()));
            return list.select(root).stream().anyMatch(List.of()::equals);
        } catch (InvalidPath e) {
            return false;
        }
    }

    /** What the connector's paths look at: the event without the id that they may find. */
    private Map<String, @Nullable Object> root(@Nullable Object data, String time) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("specversion", "1.0");
        root.put("source", inbound.source());
        root.put("type", inbound.type());
        root.put("time", time);
        root.put("datacontenttype", "application/json");
        root.put("data", data);
        return root;
    }

    private Event event(PostContent content, PostIds.Id otherwise, String time, String which)
            throws Refused {
        Map<String, @Nullable Object> root = root(content.json(), time);
        SealedPost.Found passwords = sealed.of(content, root);
        String id =
                entry.idFrom() == null
                        ? otherwise.of(passwords.identity())
                        : id(entry.idFrom(), root, which);
        checkId(id, which);
        Attributes attributes =
                new Attributes(
                        id,
                        inbound.source(),
                        inbound.type(),
                        subject(root),
                        time,
                        new Attributes.Optional("application/json", Map.of()));
        try {
            PostContent kept = passwords.stored();
            return Event.ofJson(attributes, kept.bytes(), kept.json())
                    .from(new Provenance(inbound.system(), null));
        } catch (InvalidEvent e) {
            throw Refused.content(e.pointer(), which + e.detail());
        }
    }

    private static String id(Path path, Map<String, @Nullable Object> root, String which)
            throws Refused {
        Object found = path.first(root, null);
        if (found instanceof String text) {
            return text;
        }
        if (found instanceof Number number) {
            return Json.text(number);
        }
        throw Refused.content(
                which
                        + "the connector takes an event's id from "
                        + path
                        + ", which must hold a text or a number, seen: "
                        + kind(found));
    }

    private static String kind(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        return value instanceof Map ? "an object" : value instanceof List ? "a list" : "a boolean";
    }

    private static void checkId(String id, String which) throws Refused {
        if (id.isBlank() || id.length() > MAX_ID) {
            throw Refused.content(
                    "/id",
                    which
                            + "an event's id has 1 to "
                            + MAX_ID
                            + " characters, seen: "
                            + (id.isBlank() ? "none" : String.valueOf(id.length())));
        }
    }

    /** The first that has a value, as sent, without spaces around it. */
    private @Nullable String subject(Map<String, @Nullable Object> root) {
        for (Path path : entry.subjects()) {
            Object found = path.first(root, null);
            String text =
                    found instanceof String is
                            ? is.trim()
                            : found instanceof Number number ? Json.text(number) : "";
            if (!text.isBlank()) {
                return text;
            }
        }
        return null;
    }
}
