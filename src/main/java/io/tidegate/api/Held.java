package io.tidegate.api;

import io.tidegate.api.ConnectorView.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why unfinished deliveries of a connector do not go on. */
final class Held {
    private final ConnectorDirectory directory;

    Held(ConnectorDirectory directory) {
        this.directory = directory;
    }

    /** The connectors' states of this moment. */
    Now now() {
        if (directory == ConnectorDirectory.UNKNOWN) {
            return new Now(null);
        }
        return Now.of(directory.connectors());
    }

    record Now(@Nullable Map<String, State> states) {
        /** Of views that were read already. */
        static Now of(Collection<ConnectorView> connectors) {
            Map<String, State> states = new HashMap<>();
            connectors.forEach(c -> states.put(c.label().id(), c.condition().state()));
            return new Now(states);
        }

        /**
         * {@code missing}, {@code broken}, {@code inactive}, or null: they go on, or nobody knows.
         */
        @Nullable String of(String connector) {
            if (states == null) {
                return null;
            }
            return switch (states.getOrDefault(connector, State.MISSING)) {
                case MISSING -> "missing";
                case INACTIVE -> "inactive";
                case BROKEN -> "broken";
                case ACTIVE -> null;
            };
        }
    }
}
