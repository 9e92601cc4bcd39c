package io.tidegate.inflow;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.event.Path;
import io.tidegate.event.Sealing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of a post is stored: passwords in it are sealed. */
final class SealedPost {
    private final List<Path> places;
    private final Sealing sealing;

    SealedPost(List<Path> places, Sealing sealing) {
        this.places = places;
        this.sealing = sealing;
    }

    /**
     * @param root the event that it would be
     */
    PostContent of(PostContent content, Map<String, @Nullable Object> root) {
        Map<Object, String> found = new HashMap<>();
        for (Path place : places) {
            for (Object value : place.select(root)) {
                if (value instanceof String || value instanceof Number) {
                    found.computeIfAbsent(value, is -> sealing.seal(String.valueOf(is)));
                }
            }
        }
        if (found.isEmpty()) {
            return content;
        }
        // wherever it stands: forms send a new password twice
        Object json =
                Sealing.changed(
                        content.json(),
                        leaf -> leaf != null && found.containsKey(leaf) ? found.get(leaf) : leaf);
        return new PostContent(json, Json.write(json));
    }

    /** What tells contents apart: sealed twice, the same password is two texts. */
    byte[] identity(PostContent content) {
        return places.isEmpty() ? content.bytes() : Json.write(content.json());
    }

    /** The same of what was stored. */
    byte[] identity(byte[] stored) {
        if (places.isEmpty()) {
            return stored;
        }
        try {
            return Json.write(
                    Sealing.changed(
                            Json.parse(stored),
                            leaf -> {
                                String text =
                                        Sealing.isSealed(leaf)
                                                ? sealing.open(String.valueOf(leaf))
                                                : null;
                                return text == null ? leaf : text;
                            }));
        } catch (InvalidJson e) {
            return stored;
        }
    }
}
