package io.tidegate;

import io.tidegate.api.ConnectorSwitch;
import io.tidegate.journal.Activation;
import io.tidegate.journal.SqlActivations;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.SqlKnownConnectors;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The connectors' switches while no server runs: the next start obeys them. */
final class SwitchesAlone implements ConnectorSwitch {
    private final SqlActivations store;
    private final SqlKnownConnectors known;
    private final SqlJournal journal;
    private final Clock clock;

    SwitchesAlone(SqlActivations store, SqlKnownConnectors known, SqlJournal journal, Clock clock) {
        this.store = store;
        this.known = known;
        this.journal = journal;
        this.clock = clock;
    }

    /** Only those are known that a start has loaded. */
    @Override
    public boolean knows(String connector) {
        return known.all().stream().anyMatch(one -> one.id().equals(connector))
                || journal.connectorsWithWork().contains(connector);
    }

    @Override
    public @Nullable Switched last(String connector) {
        return store.all().stream()
                .filter(one -> one.connector().equals(connector))
                .findFirst()
                .map(SwitchesAlone::switched)
                .orElse(null);
    }

    @Override
    public Switched activate(String connector, String by) {
        return set(new Activation(connector, true, null, clock.millis(), by));
    }

    @Override
    public Switched deactivate(String connector, boolean discard, String by) {
        Long discardTo = discard ? (Long) journal.newId() : null;
        return set(new Activation(connector, false, discardTo, clock.millis(), by));
    }

    /** One that is as it should be keeps who made it so, and what is being discarded. */
    private Switched set(Activation wanted) {
        Switched last = last(wanted.connector());
        boolean isSo = last == null ? wanted.active() : last.active() == wanted.active();
        if (last != null && isSo && wanted.discardTo() == null) {
            return last;
        }
        store.set(wanted);
        return switched(wanted);
    }

    static Switched switched(Activation last) {
        return new Switched(last.active(), last.discardTo() != null, last.at(), last.by());
    }
}
