package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.delivery.HttpSender;

/**
 * Over HTTP: the references of a stored request are resolved for one send, and are references again
 * in what comes back.
 */
public final class HttpSendings implements Sending.Factory {
    private final HttpSender.Network network;
    private final References references;
    private final Dispatcher dispatcher;

    /**
     * @param dispatcher owns the connections of each connector
     */
    public HttpSendings(HttpSender.Network network, References references, Dispatcher dispatcher) {
        this.network = network;
        this.references = references;
        this.dispatcher = dispatcher;
    }

    @Override
    public Sending of(Connector connector) {
        HttpSender sender =
                new HttpSender(
                        network,
                        connector.terms().concurrency(),
                        connector.terms().connectTimeout(),
                        connector.terms().responseTimeout());
        dispatcher.own(connector.id(), sender);
        return (stored, id, then) ->
                sender.send(
                        references.resolve(stored, id.idempotencyKey()),
                        reply -> then.accept(references.hide(stored, reply)));
    }
}
