package io.tidegate.api;

import io.tidegate.event.Triggers;
import java.util.List;

/** An event type of the catalogue as it is shown. */
public record TriggerView(String name, String title, String description, boolean loginRadius) {

    public static List<TriggerView> all() {
        return Triggers.all().stream()
                .map(t -> new TriggerView(t.name(), t.title(), t.description(), t.loginRadius()))
                .toList();
    }
}
