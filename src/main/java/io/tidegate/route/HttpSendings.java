package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.StageFailed;
import java.util.function.Consumer;

/**
 * Over HTTP: the references of a stored request are resolved for one send, and are references again
 * in what comes back.
 */
public final class HttpSendings implements Sending.Factory {
    private final HttpSender.Network network;
    private final References references;

    public HttpSendings(HttpSender.Network network, References references) {
        this.network = network;
        this.references = references;
    }

    @Override
    public Sending of(Connector connector) {
        return new Http(
                new HttpSender(
                        network,
                        connector.terms().concurrency(),
                        connector.terms().connectTimeout(),
                        connector.terms().responseTimeout()));
    }

    private final class Http implements Sending {
        private final HttpSender sender;

        Http(HttpSender sender) {
            this.sender = sender;
        }

        @Override
        public void send(OutboundRequest stored, Flight.Id id, Consumer<Reply> then)
                throws StageFailed {
            sender.send(
                    references.resolve(stored, id.idempotencyKey()),
                    reply -> then.accept(references.hide(stored, reply)));
        }

        @Override
        public void close() {
            sender.close();
        }
    }
}
