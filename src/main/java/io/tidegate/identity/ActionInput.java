package io.tidegate.identity;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One action to carry out, as it is stored with its delivery and repeated.
 *
 * @param match what the account is found by: the first that finds one decides
 * @param profile mapped and sanitised; a null clears a field
 * @param object the custom object's name; null: the action has to do with none
 * @param replace whether a custom object's record is replaced instead of merged member by member
 */
public record ActionInput(
        Action action,
        List<MatchKey> match,
        Map<String, @Nullable Object> profile,
        @Nullable String object,
        boolean replace) {
    public ActionInput {
        match = List.copyOf(match);
        profile = Collections.unmodifiableMap(new LinkedHashMap<>(profile));
    }

    /** With what the profile says of each of the fields; those without a value are left out. */
    public static ActionInput of(
            Action action,
            List<MatchField> match,
            Map<String, @Nullable Object> profile,
            @Nullable String object) {
        List<MatchKey> keys =
                match.stream().flatMap(field -> field.keys(profile).stream()).toList();
        return new ActionInput(action, keys, profile, object, false);
    }

    /** The body of the stored request. */
    public byte[] json() {
        Map<String, Object> grouped = new LinkedHashMap<>();
        for (MatchKey key : match) {
            @SuppressWarnings("unchecked")
            List<Object> values =
                    (List<Object>)
                            grouped.computeIfAbsent(key.field().word(), word -> new ArrayList<>());
            values.add(key.json());
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("match", grouped);
        json.put("profile", profile);
        if (object != null) {
            json.put("object", object);
        }
        if (replace) {
            json.put("replace", true);
        }
        return Json.write(json);
    }

    /**
     * Reads what {@link #json} wrote, or what a person made of it in a replay.
     *
     * @throws ActionFailed not to be repeated; it says what is wrong
     */
    public static ActionInput read(Action action, byte[] json) throws ActionFailed {
        try {
            Map<String, @Nullable Object> read = object(Json.parse(json), "the body");
            return new ActionInput(
                    action,
                    match(object(read.getOrDefault("match", Map.of()), "match")),
                    object(read.getOrDefault("profile", Map.of()), "profile"),
                    read.get("object") instanceof String name ? name : null,
                    Boolean.TRUE.equals(read.get("replace")));
        } catch (InvalidJson e) {
            throw ActionFailed.giveUp("the stored action cannot be read: " + e.getMessage());
        }
    }

    private static List<MatchKey> match(Map<String, @Nullable Object> match) throws ActionFailed {
        List<MatchKey> keys = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> entry : match.entrySet()) {
            MatchField field =
                    MatchField.of(entry.getKey())
                            .orElseThrow(
                                    () ->
                                            ActionFailed.giveUp(
                                                    "the stored action cannot be read: \""
                                                            + entry.getKey()
                                                            + "\" is nothing that an account is found by"));
            Object value = entry.getValue();
            List<?> values =
                    value instanceof List<?> list ? list : Collections.singletonList(value);
            values.forEach(one -> MatchKey.read(field, one).ifPresent(keys::add));
        }
        return keys;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value, String what)
            throws ActionFailed {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw ActionFailed.giveUp("the stored action cannot be read: " + what + " is no object");
    }
}
