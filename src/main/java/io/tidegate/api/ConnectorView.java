package io.tidegate.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connector as it is shown.
 *
 * @param way what starts it and where its result goes
 * @param retry its policy, as {@code attempts} and {@code delay}, shown as it is
 * @param pace how fast its deliveries go and what keeps them back, shown as it is; null: none go
 * @param condition how it is now
 */
public record ConnectorView(
        Label label,
        Way way,
        Map<String, Object> retry,
        @Nullable Map<String, @Nullable Object> pace,
        Window window,
        Condition condition) {

    /**
     * @param kind outflow, inflow or trigger (a plain Camel route)
     */
    public record Label(String id, @Nullable String title, @Nullable String system, String kind) {}

    /**
     * @param on its triggers, as written
     * @param to its target's URI; secrets stand in it as references
     * @param inflow how posts come in and what is done with them, shown as it is; null: it is none
     */
    public record Way(List<String> on, @Nullable String to, @Nullable Map<String, Object> inflow) {}

    /**
     * Deliveries on the wire, ready to be sent, and unfinished ones that wait for a time or a
     * predecessor.
     */
    public record Window(int inFlight, int ready, long waiting) {
        public static final Window NONE = new Window(0, 0, 0);
    }

    /**
     * @param source {@code file:line} it comes from
     * @param error why it is held: its file's first mistake, or that no file defines it; or why its
     *     last good version runs
     * @param switched how it was last switched; null if it never was, and is active
     */
    public record Condition(
            State state,
            @Nullable String source,
            @Nullable String error,
            ConnectorSwitch.@Nullable Switched switched) {}

    /**
     * INACTIVE: switched off; what it has is held. BROKEN: its file has mistakes; its events still
     * get deliveries, which are held. MISSING: no file defines it; what is unfinished is held, new
     * events get nothing.
     */
    public enum State {
        ACTIVE,
        INACTIVE,
        BROKEN,
        MISSING;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
