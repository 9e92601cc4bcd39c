package io.tidegate.route;

import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.StageFailed;
import java.util.function.Consumer;

/** Puts secrets in the place of their references, and sends. */
record PlainSending(HttpSender sender, References references) implements Sending {
    @Override
    public void send(OutboundRequest stored, String idempotencyKey, Consumer<Reply> then)
            throws StageFailed {
        sender.send(
                references.resolve(stored, idempotencyKey),
                reply -> then.accept(references.hide(stored, reply)));
    }

    @Override
    public void close() {
        sender.close();
    }
}
