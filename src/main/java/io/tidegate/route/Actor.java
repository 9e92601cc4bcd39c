package io.tidegate.route;

import io.tidegate.connector.ActionTarget;
import io.tidegate.delivery.Flight;
import io.tidegate.event.Event;
import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.ActionInput;
import io.tidegate.identity.ActionResult;
import io.tidegate.identity.Calls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out actions on the identity provider. Blocks. */
public interface Actor {
    /**
     * One attempt.
     *
     * @param calls gets the HTTP calls that it took, also if it fails
     */
    Done carryOut(Doing by, ActionInput input, Calls calls) throws ActionFailed;

    /**
     * Who acts, and on what terms.
     *
     * @param system whose change it is; null: nobody's that is known
     * @param terms null: a step of an outflow, whose change is an answer to its own request
     */
    record Doing(
            long delivery,
            String connector,
            @Nullable String system,
            @Nullable ActionTarget terms) {
        static Doing of(Flight flight, @Nullable String system, @Nullable ActionTarget terms) {
            return new Doing(flight.id().delivery(), flight.id().connector(), system, terms);
        }
    }

    /**
     * What came of it.
     *
     * @param events to be accepted in the transaction that records it
     */
    record Done(ActionResult result, List<Event> events) {
        public Done {
            events = List.copyOf(events);
        }
    }
}
