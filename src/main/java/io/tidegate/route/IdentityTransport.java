package io.tidegate.route;

import io.opentelemetry.api.trace.Span;
import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.identity.Transport;
import io.tidegate.trace.Tracing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Calls the identity provider by our own sender, and waits for it: never on an event loop. */
public final class IdentityTransport implements Transport, AutoCloseable {
    private final HttpSender sender;
    private final Tracing tracing;

    /**
     * @param tracing in which calls are made while there is a current span
     */
    public IdentityTransport(HttpSender sender, Tracing tracing) {
        this.tracing = tracing;
        this.sender = sender;
    }

    /** In which calls are made for nobody's delivery. */
    public IdentityTransport(HttpSender sender) {
        this(sender, Tracing.OFF);
    }

    @Override
    public Response call(Request request) throws Unreachable {
        CompletableFuture<Reply> replied = new CompletableFuture<>();
        Span span = RequestSpans.identity(tracing.tracer(), request);
        long start = System.nanoTime();
        sender.send(
                new OutboundRequest(
                        request.method(),
                        request.url(),
                        RequestSpans.headers(request, span),
                        request.body()),
                reply -> {
                    RequestSpans.end(span, reply);
                    replied.complete(reply);
                });
        Reply reply = await(replied, request);
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (reply instanceof Reply.Answered answered) {
            return new Response(answered.status(), answered.headers(), answered.body(), millis);
        }
        if (reply instanceof Reply.NeverSent never) {
            throw new Unreachable(request + ": " + never.reason(), true);
        }
        throw new Unreachable(request + ": " + reply.error(), false);
    }

    /** The sender bounds the time. */
    private static Reply await(CompletableFuture<Reply> replied, Request request)
            throws Unreachable {
        try {
            return replied.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(request + " was given up: the server stops", false);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a bug: " + request + " ended without a reply", e);
        }
    }

    @Override
    public void close() {
        sender.close();
    }
}
