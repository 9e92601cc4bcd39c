package io.tidegate.inflow;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.event.Path;
import io.tidegate.event.Sealing;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of the posts to one connector is stored: passwords in them are sealed. */
final class SealedPost {
    private final String connector;
    private final List<Path> places;
    private final Sealing sealing;

    SealedPost(Inbound inbound, Sealing sealing) {
        this.connector = inbound.connector();
        this.places = inbound.entry().sealed();
        this.sealing = sealing;
    }

    /**
     * @param root the event that it would be
     */
    Found of(PostContent content, Map<String, @Nullable Object> root) {
        Set<String> texts = new HashSet<>();
        boolean numbers = false;
        for (Path place : places) {
            for (Object value : place.select(root)) {
                numbers |= value instanceof Number;
                if (value instanceof String text && !text.isEmpty()) {
                    texts.add(text);
                }
            }
        }
        Object json = numbers ? spelledOut(content.json(), root, texts) : content.json();
        return new Found(content, json, texts);
    }

    /**
     * The content with its mapped numbers as texts. A number that is the same elsewhere is most
     * likely another thing and stays, so they are told by their place: each number of the copy that
     * is looked through is an object of its own.
     *
     * @param texts these are added to
     */
    private @Nullable Object spelledOut(
            @Nullable Object json, Map<String, @Nullable Object> root, Set<String> texts) {
        IdentityHashMap<Object, Object> originals = new IdentityHashMap<>();
        Object copy =
                Sealing.changed(
                        json,
                        leaf -> {
                            if (!(leaf instanceof Number)) {
                                return leaf;
                            }
                            Object own = new BigDecimal(leaf.toString());
                            originals.put(own, leaf);
                            return own;
                        });
        Map<String, @Nullable Object> event = new LinkedHashMap<>(root);
        event.put("data", copy);
        Set<Object> mapped = Collections.newSetFromMap(new IdentityHashMap<>());
        places.forEach(place -> mapped.addAll(place.select(event)));
        return Sealing.changed(
                copy,
                leaf -> {
                    Object original = originals.get(leaf);
                    if (original == null || !mapped.contains(leaf)) {
                        return original == null ? leaf : original;
                    }
                    String text = Json.text(original);
                    texts.add(text);
                    return text;
                });
    }

    /** What tells contents apart that were stored: as {@link Found#identity} of the same post. */
    byte[] identity(byte[] stored) {
        if (places.isEmpty()) {
            return stored;
        }
        try {
            return Json.write(Sealing.changed(Json.parse(stored), this::opened));
        } catch (InvalidJson e) {
            return stored;
        }
    }

    private @Nullable Object opened(@Nullable Object leaf) {
        String text = Sealing.isSealed(leaf) ? sealing.open(connector, String.valueOf(leaf)) : null;
        return text == null ? leaf : text;
    }

    /** One post, or one item of it, and the passwords in it. */
    final class Found {
        private final PostContent content;
        private final @Nullable Object json;
        private final Set<String> passwords;

        private Found(PostContent content, @Nullable Object json, Set<String> passwords) {
            this.content = content;
            this.json = json;
            this.passwords = passwords;
        }

        /** What tells contents apart: sealed twice, the same password is two texts. */
        byte[] identity() {
            return places.isEmpty() ? content.bytes() : Json.write(json);
        }

        /** Sealed wherever they stand: forms send a new password twice. */
        PostContent stored() {
            if (passwords.isEmpty()) {
                return content;
            }
            Map<Object, String> sealed = new HashMap<>();
            passwords.forEach(text -> sealed.put(text, sealing.seal(connector, text)));
            Object stored = Sealing.changed(json, leaf -> leaf == null ? null : of(sealed, leaf));
            return new PostContent(stored, Json.write(stored));
        }

        private static Object of(Map<Object, String> sealed, Object leaf) {
            String text = sealed.get(leaf);
            return text == null ? leaf : text;
        }
    }
}
