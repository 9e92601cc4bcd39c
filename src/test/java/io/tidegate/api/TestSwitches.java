package io.tidegate.api;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Switches that move nothing. */
final class TestSwitches implements ConnectorSwitch {
    private final Map<String, Switched> last = new HashMap<>();
    private final Predicate<String> known;

    TestSwitches(Predicate<String> known) {
        this.known = known;
    }

    @Override
    public boolean knows(String connector) {
        return known.test(connector);
    }

    @Override
    public @Nullable Switched last(String connector) {
        return last.get(connector);
    }

    @Override
    public Switched activate(String connector, String by) {
        return switched(connector, new Switched(true, false, 1_000, by));
    }

    @Override
    public Switched deactivate(String connector, boolean discard, String by) {
        return switched(connector, new Switched(false, discard, 1_000, by));
    }

    private Switched switched(String connector, Switched now) {
        last.put(connector, now);
        return now;
    }
}
