package io.tidegate.inflow;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids of events that do not say theirs: what the sender calls the post, with its number for an
 * item; else made up, so that a repeat is another event.
 */
final class PostIds {
    /** The first that a post has; both mean that the same value is the same post. */
    static final List<String> HEADERS = List.of(StandardSignature.ID, "idempotency-key");

    private final @Nullable String post;
    private final @Nullable RecentContent recent;

    /** Of one event, by its data. */
    @FunctionalInterface
    interface Id {
        String of(byte[] data) throws Refused;
    }

    /**
     * @param recent what was posted lately; null: the same content is another event
     */
    PostIds(MultiMap headers, @Nullable RecentContent recent) throws Refused {
        this.post = sent(headers);
        this.recent = recent;
    }

    private static @Nullable String sent(MultiMap headers) throws Refused {
        for (String name : HEADERS) {
            List<String> all = headers.getAll(name);
            if (all.size() > 1) {
                throw Refused.content("the header " + name + " stands " + all.size() + " times");
            }
            if (!all.isEmpty() && !all.get(0).isBlank()) {
                return all.get(0).trim();
            }
        }
        return null;
    }

    Id only() {
        return id(post);
    }

    /**
     * @param number from 1
     */
    Id item(int number) {
        return id(post == null ? null : post + "." + number);
    }

    private Id id(@Nullable String sent) {
        return data -> {
            String id = sent == null ? UUID.randomUUID().toString() : sent;
            return recent == null ? id : recent.idOf(data, id);
        };
    }
}
