package io.tidegate.route;

import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.TraceContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts secrets in the place of their references, and sends. */
record PlainSending(HttpSender sender, References references) implements Sending {
    @Override
    public void send(
            OutboundRequest stored,
            String idempotencyKey,
            @Nullable TraceContext trace,
            Consumer<Reply> then)
            throws StageFailed {
        sender.send(
                references.resolve(stored, idempotencyKey, trace),
                reply -> then.accept(references.hide(stored, reply)));
    }

    @Override
    public void close() {
        sender.close();
    }
}
