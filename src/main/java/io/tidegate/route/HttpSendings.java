package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.connector.Control;
import io.tidegate.connector.HttpTarget;
import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.Throttle;
import io.tidegate.destination.Authorization;
import io.tidegate.destination.Filled;
import io.tidegate.trace.Tracing;
import java.time.Clock;

/** Over HTTP, each connector by a pool of its own; with the authorization of its destination. */
public final class HttpSendings implements Sending.Factory {
    private final HttpSender.Network network;
    private final References references;
    private final Throttle.Shared throttles;
    private final Batches batches;
    private final Clock clock;
    private final AccessTokens tokens;
    private final Tracing tracing;

    public HttpSendings(
            HttpSender.Network network,
            References references,
            Dispatcher dispatcher,
            Tracing tracing) {
        this.tracing = tracing;
        this.network = network;
        this.references = references;
        this.throttles = dispatcher.throttles();
        this.batches = dispatcher.batches();
        this.clock = throttles.clock();
        this.tokens = new AccessTokens(references, clock, this::mayBlock);
    }

    private void mayBlock(Runnable work) {
        network.vertx().executeBlocking(() -> run(work), false);
    }

    private static boolean run(Runnable work) {
        work.run();
        return true;
    }

    @Override
    public Sending of(Connector connector) {
        Control control = connector.terms().control();
        Sending sending = traced(connector, single(connector));
        return control.batch() == null
                ? sending
                : new BatchSending(
                        sending,
                        control.batch(),
                        new Batching.Bounds(
                                control.concurrency(),
                                ControlOptions.perSecond(control.rateLimit())),
                        throttles,
                        batches.of(connector.id()));
    }

    private Sending traced(Connector connector, Sending single) {
        return tracing.isOn() && connector.to() instanceof HttpTarget http
                ? new TracedSending(single, tracing.tracer(), new TracedUrl(http.uri(), references))
                : single;
    }

    private Sending single(Connector connector) {
        Filled destination = connector.to() instanceof HttpTarget http ? http.destination() : null;
        HttpSender sender = sender(connector);
        Authorization made = destination == null ? null : destination.authorization();
        if (destination == null
                || made == null
                || (made.oauth2() == null && made.signing().isEmpty())) {
            return new PlainSending(sender, references);
        }
        return new AuthorizedSending(
                sender,
                references,
                made.oauth2() == null ? null : tokens.of(made.oauth2()),
                made.signing().isEmpty()
                        ? null
                        : new WebhookSignature(made.signing(), references, clock),
                destination.destination().name());
    }

    private HttpSender sender(Connector connector) {
        return new HttpSender(
                network,
                connector.terms().concurrency(),
                connector.terms().connectTimeout(),
                connector.terms().responseTimeout());
    }
}
