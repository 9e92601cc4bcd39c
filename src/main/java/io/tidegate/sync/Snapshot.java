package io.tidegate.sync;

import io.tidegate.event.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account at one moment, as the provider tells of it.
 *
 * @param uid null: the provider has not given one yet
 * @param keys hashes of what the account is found by, its uid among them
 * @param version ms since 1970 by the provider's clock, later for a later state; null: not told
 * @param changed when a person or we last changed the profile, ms since 1970; null: not told
 */
record Snapshot(
        @Nullable String uid,
        Set<Long> keys,
        Leaves leaves,
        @Nullable Long version,
        @Nullable Long changed) {
    private static final Snapshot NOTHING = new Snapshot(null, Set.of(), Leaves.NONE, null, null);

    Snapshot {
        keys = Set.copyOf(keys);
    }

    static Snapshot of(@Nullable Map<?, ?> profile) {
        if (profile == null) {
            return NOTHING;
        }
        Long modified = time(profile.get("ModifiedDate"));
        Long changed = time(profile.get("ProfileModifiedDate"));
        return new Snapshot(
                text(profile.get("Uid")),
                keysOf(profile),
                Leaves.of(profile),
                modified == null ? changed : modified,
                changed == null ? modified : changed);
    }

    /** Of the account that an event tells of; without a profile, its subject is the uid. */
    static Snapshot of(Event event) {
        Map<?, ?> profile = profile(event);
        Snapshot told = of(profile);
        String subject = event.subject();
        if (told.uid != null || subject == null) {
            return told;
        }
        Set<Long> keys = new LinkedHashSet<>(told.keys);
        keys.add(key("uid", subject));
        return new Snapshot(subject, keys, told.leaves, told.version, told.changed);
    }

    /** The account in an event's data; null if there is none. */
    static @Nullable Map<?, ?> profile(Event event) {
        Object data = event.root().get("data");
        if (data instanceof Map<?, ?> map) {
            return map.get("UserProfile") instanceof Map<?, ?> inner ? inner : map;
        }
        return null;
    }

    private static Set<Long> keysOf(Map<?, ?> profile) {
        Set<Long> keys = new LinkedHashSet<>();
        add("uid", profile.get("Uid"), keys);
        add("phone", profile.get("PhoneId"), keys);
        add("name", profile.get("UserName"), keys);
        each(profile.get("Email"), email -> add("email", email.get("Value"), keys));
        each(
                profile.get("ExternalIds"),
                id -> add("external." + id.get("Source"), id.get("SourceId"), keys));
        return keys;
    }

    private static void each(@Nullable Object list, java.util.function.Consumer<Map<?, ?>> to) {
        if (list instanceof List<?> elements) {
            for (Object element : elements) {
                if (element instanceof Map<?, ?> map) {
                    to.accept(map);
                }
            }
        }
    }

    private static void add(String kind, @Nullable Object value, Set<Long> keys) {
        String text = text(value);
        if (text != null) {
            keys.add(key(kind, text));
        }
    }

    static Long key(String kind, String value) {
        return Leaves.hash(kind + ":" + value.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? text : null;
    }

    /** Null for what is no time, and for the year 1, which says "never". */
    static @Nullable Long time(@Nullable Object value) {
        if (!(value instanceof String text) || text.isBlank()) {
            return null;
        }
        try {
            Instant time =
                    OffsetDateTime.parse(text.endsWith("Z") || hasOffset(text) ? text : text + "Z")
                            .toInstant();
            return time.isBefore(Instant.EPOCH) ? null : (Long) time.toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean hasOffset(String text) {
        int at = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        return at > text.indexOf('T');
    }
}
