package io.tidegate.route;

import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.TraceContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends with an access token, a signature, or both, where the stored request has a place for them.
 * After a 401 the token is renewed, once, and the request repeated within the same attempt.
 */
final class AuthorizedSending implements Sending {
    static final String TOKEN = "{{oauth2:";
    static final String SIGNATURE = "{{signature:";

    private final HttpSender sender;
    private final References references;
    private final @Nullable TokenSource tokens;
    private final @Nullable WebhookSignature signature;
    private final String destination;

    /**
     * @param tokens null: none is needed
     * @param signature null: nothing is signed
     * @param destination what the places in the stored request are named by
     */
    AuthorizedSending(
            HttpSender sender,
            References references,
            @Nullable TokenSource tokens,
            @Nullable WebhookSignature signature,
            String destination) {
        this.sender = sender;
        this.references = references;
        this.tokens = tokens;
        this.signature = signature;
        this.destination = destination;
    }

    @Override
    public void send(
            OutboundRequest stored,
            String idempotencyKey,
            @Nullable TraceContext trace,
            Consumer<Reply> then)
            throws StageFailed {
        Map<String, String> headers = new LinkedHashMap<>(stored.headers());
        boolean signs =
                signature != null && headers.values().remove(SIGNATURE + destination + "}}");
        boolean asks =
                tokens != null && headers.values().remove("Bearer " + TOKEN + destination + "}}");
        OutboundRequest plain =
                new OutboundRequest(stored.method(), stored.url(), headers, stored.body());
        OutboundRequest resolved = references.resolve(plain, idempotencyKey, trace);
        Once once =
                new Once(
                        resolved,
                        signs ? signature : null,
                        idempotencyKey,
                        reply -> then.accept(references.hide(stored, reply)));
        if (asks && tokens != null) {
            tokens.token(sender, answer -> once.with(tokens, answer));
        } else {
            once.transmit(null, null);
        }
    }

    @Override
    public void close() {
        sender.close();
    }

    /** One attempt, which sends twice at most. */
    private final class Once {
        private final OutboundRequest resolved;
        private final @Nullable WebhookSignature signs;
        private final String key;
        private final Consumer<Reply> then;
        private boolean renewed;

        Once(
                OutboundRequest resolved,
                @Nullable WebhookSignature signs,
                String key,
                Consumer<Reply> then) {
            this.resolved = resolved;
            this.signs = signs;
            this.key = key;
            this.then = then;
        }

        void with(TokenSource source, TokenSource.Answer answer) {
            if (answer instanceof TokenSource.Refused refused) {
                then.accept(new Reply.NeverSent(refused.reason(), refused.retryAfter()));
            } else {
                transmit(source, ((TokenSource.Token) answer).text());
            }
        }

        void transmit(@Nullable TokenSource source, @Nullable String token) {
            try {
                sender.send(authorized(token), reply -> answered(source, token, reply));
            } catch (StageFailed e) {
                then.accept(new Reply.NeverSent(String.valueOf(e.getMessage())));
            }
        }

        private OutboundRequest authorized(@Nullable String token) throws StageFailed {
            Map<String, String> headers = new LinkedHashMap<>(resolved.headers());
            if (token != null) {
                headers.put("Authorization", "Bearer " + token);
            }
            if (signs != null) {
                headers.putAll(signs.headers(key, resolved.body()));
            }
            return new OutboundRequest(resolved.method(), resolved.url(), headers, resolved.body());
        }

        private void answered(@Nullable TokenSource source, @Nullable String token, Reply reply) {
            if (source == null || token == null) {
                then.accept(reply);
            } else if (!renewed && reply instanceof Reply.Answered no && no.status() == 401) {
                renewed = true;
                source.refused(token);
                source.token(sender, answer -> with(source, answer));
            } else {
                Redaction redaction = new Redaction();
                redaction.add(token, TOKEN + destination + "}}");
                then.accept(redaction.of(reply));
            }
        }
    }
}
