package io.tidegate.sync;

import io.tidegate.event.Event;
import io.tidegate.event.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An identity provider with one account, which sends a webhook for each change, in their order. */
final class SimulatedHub {
    static final String UID = "uid-1";

    private final Happenings happenings;
    private final Consumer<Event> webhooks;
    private final long clockIsAhead;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private long version;
    private int hooks;
    private long lastArrival;

    SimulatedHub(Happenings happenings, Consumer<Event> webhooks) {
        this.happenings = happenings;
        this.webhooks = webhooks;
        this.clockIsAhead = happenings.random.nextInt(20_000) - 10_000;
        this.version = happenings.now() - 3_600_000;
    }

    Map<String, Object> fields() {
        return Map.copyOf(fields);
    }

    /** The whole account, as it is answered. */
    Map<String, @Nullable Object> profile() {
        Map<String, @Nullable Object> profile = new LinkedHashMap<>(fields);
        profile.put("Uid", UID);
        profile.put("ModifiedDate", Instant.ofEpochMilli(version).toString());
        profile.put("ProfileModifiedDate", Instant.ofEpochMilli(version).toString());
        return profile;
    }

    Map<String, @Nullable Object> write(Map<String, ?> changes, boolean preventWebhook) {
        fields.putAll(changes);
        version = Math.max(version + 1, happenings.now() + clockIsAhead);
        if (!preventWebhook) {
            send(webhook());
        }
        return profile();
    }

    /** In the order of the changes, however late; some come twice. */
    private void send(Event webhook) {
        long arrival = Math.max(lastArrival, happenings.now() + happenings.delay(20_000));
        lastArrival = arrival;
        happenings.in(arrival - happenings.now(), () -> webhooks.accept(webhook));
        if (happenings.oneIn(5)) {
            happenings.in(
                    arrival - happenings.now() + happenings.delay(60_000),
                    () -> webhooks.accept(webhook));
        }
    }

    private Event webhook() {
        var attributes =
                new Event.Attributes(
                        "hook-" + ++hooks,
                        "/webhooks/loginradius",
                        "UpdateProfile",
                        UID,
                        Instant.ofEpochMilli(version).toString(),
                        Event.Attributes.Optional.NONE);
        return new Event(attributes, Json.write(profile()));
    }
}
