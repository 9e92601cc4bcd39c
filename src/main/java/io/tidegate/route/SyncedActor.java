package io.tidegate.route;

import io.tidegate.connector.ActionTarget;
import io.tidegate.connector.EchoMode;
import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.ActionInput;
import io.tidegate.identity.ActionResult;
import io.tidegate.identity.Actions;
import io.tidegate.identity.Calls;
import io.tidegate.identity.Conflict;
import io.tidegate.identity.How;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.sync.ChangeTime;
import io.tidegate.sync.Sync;
import io.tidegate.sync.SyncGuard;
import io.tidegate.sync.Undertaking;
import java.time.Clock;

/** Carries out actions so that their echoes are known. */
public final class SyncedActor implements Actor {
    private final Provider provider;
    private final Sync sync;
    private final Clock clock;

    /** The identity provider, as soon as there is one. */
    @FunctionalInterface
    public interface Provider {
        /**
         * @throws ActionFailed to be repeated, if none is set or it cannot be reached yet
         */
        Actions actions() throws ActionFailed;
    }

    public SyncedActor(Provider provider, Sync sync, Clock clock) {
        this.clock = clock;
        this.provider = provider;
        this.sync = sync;
    }

    @Override
    public Done carryOut(Doing by, ActionInput input, Calls calls) throws ActionFailed {
        ActionTarget terms = by.terms();
        boolean suppressed = terms != null && terms.echo() == EchoMode.SUPPRESS;
        SyncGuard guard = sync.guard(undertaking(by, input, suppressed));
        ActionResult result = provider.actions().carryOut(input, guard, new How(suppressed, calls));
        return new Done(result, guard.events(input, result));
    }

    private Undertaking undertaking(Doing by, ActionInput input, boolean suppressed) {
        ActionTarget terms = by.terms();
        return new Undertaking(
                by.delivery(),
                by.connector(),
                by.system(),
                terms == null ? Conflict.OVERWRITE : terms.conflict(),
                suppressed,
                terms == null
                        ? new ChangeTime(clock.millis(), ChangeTime.Source.OURS)
                        : ChangeTime.of(
                                input.profile().get(ActionTarget.CHANGED),
                                DeliveryRef.madeAt(by.delivery())));
    }
}
