package io.tidegate.rehearsal;

import io.tidegate.connector.Connector;
import io.tidegate.event.Event;
import io.tidegate.identity.Action;
import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.ActionInput;
import io.tidegate.identity.Actions;
import io.tidegate.identity.Conflict;
import io.tidegate.identity.How;
import io.tidegate.identity.MatchField;
import io.tidegate.identity.WriteGuard;
import io.tidegate.inflow.Sensitive;
import io.tidegate.route.Actor;
import io.tidegate.route.Echoes;
import io.tidegate.route.SyncedActor;
import io.tidegate.route.SyncedEchoes;
import io.tidegate.sync.ChangeTime;
import io.tidegate.sync.Sync;
import io.tidegate.sync.Undertaking;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conflicts and echoes of one trial: the code of production, which knows of nothing else. */
final class TrialSync {
    /** Of the writes that came before: no delivery of the trial has it. */
    private static final long BEFORE = Long.MAX_VALUE;

    private final Connector connector;
    private final List<Map<String, @Nullable Object>> accounts;
    private final Clock clock;
    private final Sync sync;

    TrialSync(Connector connector, List<Map<String, @Nullable Object>> accounts, Clock clock) {
        this.connector = connector;
        this.accounts = accounts;
        this.clock = clock;
        this.sync = Sync.ofTrial(TrialSync::redacted, clock);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> redacted(Map<String, @Nullable Object> account) {
        Object clean = Sensitive.removed(account);
        return clean == null ? Map.of() : (Map<String, @Nullable Object>) clean;
    }

    Actor actor() {
        return new SyncedActor(() -> new Actions(new CannedAccounts(accounts)), sync, clock);
    }

    Echoes echoes() {
        return new SyncedEchoes(sync, clock);
    }

    /**
     * The connector's system writes these; then the event, with its origin if it tells of one.
     *
     * @throws NotTried if one of them cannot be written
     */
    Event after(List<Map<String, @Nullable Object>> written, Event event) {
        String system = connector.label().system();
        if (written.isEmpty() || system == null) {
            return event;
        }
        sync.connectors(Map.of(system, List.of(connector.id())), Set.of(system));
        for (Map<String, @Nullable Object> profile : written) {
            write(system, profile);
        }
        return sync.origin(event);
    }

    private void write(String system, Map<String, @Nullable Object> profile) {
        Undertaking by =
                new Undertaking(
                        BEFORE,
                        connector.id(),
                        system,
                        Conflict.OVERWRITE,
                        false,
                        new ChangeTime(clock.millis(), ChangeTime.Source.OURS));
        Action action = accounts.isEmpty() ? Action.UPSERT_ACCOUNT : Action.UPDATE_ACCOUNT;
        ActionInput input = ActionInput.of(action, List.of(MatchField.values()), profile, null);
        WriteGuard guard = sync.guard(by);
        try {
            new Actions(new CannedAccounts(accounts))
                    .carryOut(input, unanswered(guard), How.plain());
        } catch (ActionFailed e) {
            throw new NotTried("what is \"written\" cannot be written: " + e.getMessage());
        }
    }

    /** The accounts of a trial do not change: what the write makes of one is not answered. */
    private static WriteGuard unanswered(WriteGuard guard) {
        return new WriteGuard() {
            @Override
            public Verdict beforeWrite(Planned planned) throws ActionFailed {
                return guard.beforeWrite(planned);
            }
        };
    }
}
