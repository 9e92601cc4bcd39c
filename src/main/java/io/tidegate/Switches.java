package io.tidegate;

import io.tidegate.api.ConnectorSwitch;
import io.tidegate.journal.Activation;
import io.tidegate.route.Activations;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The connectors' switches as the API knows them. */
final class Switches implements ConnectorSwitch {
    private final Activations activations;
    private final Predicate<String> known;

    /**
     * @param known whether there is a connector of this id
     */
    Switches(Activations activations, Predicate<String> known) {
        this.activations = activations;
        this.known = known;
    }

    @Override
    public boolean knows(String connector) {
        return known.test(connector);
    }

    @Override
    public @Nullable Switched last(String connector) {
        Activation last = activations.of(connector);
        return last == null ? null : SwitchesAlone.switched(last);
    }

    @Override
    public Switched activate(String connector, String by) {
        return SwitchesAlone.switched(activations.activate(connector, by));
    }

    @Override
    public Switched deactivate(String connector, boolean discard, String by) {
        return SwitchesAlone.switched(activations.deactivate(connector, discard, by));
    }
}
