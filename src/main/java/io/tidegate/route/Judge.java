package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import org.jspecify.annotations.Nullable;

/** Whether a reply is a success. */
interface Judge {
    /** Of a connector without a destination: a 2xx is one, anything else is worth another try. */
    Judge USUAL =
            (flight, reply) -> {
                String own = reply.error();
                String error = own == null ? BatchSending.refusal(flight) : own;
                return error == null ? null : StageFailed.forNow(Stage.REQUEST, error);
            };

    /** Null if it is one. */
    @Nullable StageFailed failure(Flight flight, Reply reply);

    /** The 2xx was recorded before; what it said is read again for the after hooks. */
    default void again(Flight flight) {}
}
