package io.tidegate.route;

import io.tidegate.connector.ActionTarget;
import io.tidegate.connector.Connector;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.Json;
import io.tidegate.event.Sealing;
import io.tidegate.identity.Action;
import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.ActionInput;
import io.tidegate.identity.ActionResult;
import io.tidegate.identity.Calls;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the action, or the stored one again; each attempt looks the account up anew. Blocks
 * its thread, which the route of such a connector may.
 */
final class ActionStep extends AsyncProcessorSupport {
    private final String id;
    private final ActionTarget target;
    private final @Nullable String system;
    private final Actor actor;
    private final Clock clock;
    private final RequestStep.SuccessRecord success;
    private final Sealing sealing;

    ActionStep(
            Connector connector,
            Actor actor,
            Clock clock,
            RequestStep.SuccessRecord success,
            Sealing sealing) {
        this.sealing = sealing;
        this.id = connector.id();
        this.target = (ActionTarget) connector.to();
        this.system = connector.label().system();
        this.actor = actor;
        this.clock = clock;
        this.success = success;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Flight flight = Steps.flight(exchange);
        if (flight.isHooksOnly()) {
            callback.done(true);
            return true;
        }
        flight.at(Stage.REQUEST);
        try {
            if (flight.request() == null) {
                flight.built(
                        made(
                                id,
                                target,
                                SealedTexts.opened(exchange, exchange.getMessage().getBody()),
                                sealing));
            }
            if (attempt(flight) == ActionResult.Outcome.WITHHELD) {
                exchange.setRouteStop(true);
                callback.done(true);
                return true;
            }
        } catch (StageFailed e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        success.commit(flight, () -> callback.done(false));
        return false;
    }

    /**
     * The action as it is stored: without a password that can be read.
     *
     * @param connector id of the connector that alone can open it again
     * @param body the sanitised profile
     */
    @SuppressWarnings("unchecked")
    static OutboundRequest made(
            String connector, ActionTarget target, @Nullable Object body, Sealing sealing) {
        Map<String, @Nullable Object> profile =
                body instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
        ActionInput input =
                ActionInput.of(
                        target.action(),
                        target.match(),
                        SealedTexts.sealed(sealing, connector, profile),
                        target.object());
        return OutboundRequest.toAction(target.action().word(), input.json());
    }

    private ActionResult.Outcome attempt(Flight flight) throws StageFailed {
        Calls calls = new Calls();
        flight.started(clock.millis());
        try {
            OutboundRequest stored = flight.request();
            ActionInput input =
                    opened(input(stored == null ? made(id, target, null, sealing) : stored));
            Actor.Doing doing = Actor.Doing.of(flight, system, target);
            Actor.Done done = DeliverySpans.in(flight, () -> actor.carryOut(doing, input, calls));
            ended(flight, done, calls);
            return done.result().outcome();
        } catch (ActionFailed e) {
            flight.ended(ActionReplies.of(e));
            String why = String.valueOf(e.getMessage());
            throw e.isToRepeat()
                    ? StageFailed.forNow(Stage.REQUEST, why)
                    : StageFailed.forGood(Stage.REQUEST, why, null);
        } finally {
            if (!calls.made().isEmpty()) {
                flight.note("calls", calls.json());
            }
        }
    }

    private ActionInput opened(ActionInput stored) throws StageFailed {
        Map<String, @Nullable Object> profile = SealedTexts.opened(sealing, id, stored.profile());
        return profile == stored.profile()
                ? stored
                : new ActionInput(
                        stored.action(),
                        stored.match(),
                        profile,
                        stored.object(),
                        stored.replace());
    }

    /** What is stored says what is done, whatever became of the connector since. */
    private static ActionInput input(OutboundRequest stored) throws ActionFailed {
        String word = stored.actionWord();
        Action action =
                Action.of(word)
                        .orElseThrow(
                                () ->
                                        ActionFailed.giveUp(
                                                "the stored request is no action: "
                                                        + stored.url()));
        byte[] body = stored.body();
        return ActionInput.read(action, body == null ? new byte[0] : body);
    }

    private static void ended(Flight flight, Actor.Done done, Calls calls) {
        ActionResult result = done.result();
        Map<String, Object> json = ActionReplies.json(result);
        List<Calls.Call> made = calls.made();
        int status = made.isEmpty() ? 200 : made.get(made.size() - 1).status();
        flight.ended(new Reply.Answered(status, Map.of(), Json.write(json)));
        flight.made(done.events());
        if (result.conflict() != null) {
            flight.note("conflict", result.conflict());
        }
        if (result.outcome() == ActionResult.Outcome.WITHHELD) {
            flight.skippedBy(String.valueOf(result.reason()));
        } else {
            flight.result(json);
        }
    }
}
