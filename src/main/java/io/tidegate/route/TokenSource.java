package io.tidegate.route;

import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.StageFailed;
import io.tidegate.destination.OAuth2;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access token of one OAuth2 client: kept until shortly before it ends, fetched once for all
 * who wait. A refresh token that the third party has changed is stored before the access token that
 * came with it is used.
 */
final class TokenSource {
    private static final Logger LOG = LoggerFactory.getLogger(TokenSource.class);

    private final OAuth2 client;
    private final References references;
    private final Clock clock;
    private final Executor blocking;
    private final List<Consumer<Answer>> waiting = new ArrayList<>();
    private boolean fetching;
    private @Nullable Held held;
    private @Nullable Rotated rotated;

    /** What came of asking for a token. */
    sealed interface Answer {}

    /** It is there. */
    record Token(String text) implements Answer {
        /** It may be used by whoever reads it: not to be printed. */
        @Override
        public String toString() {
            return "an access token";
        }
    }

    /**
     * It is not, and asking again may help.
     *
     * @param retryAfter the token endpoint's header; null: none
     */
    record Refused(String reason, @Nullable String retryAfter) implements Answer {}

    /**
     * @param asked what it was asked for with: a secret that is changed makes it void
     * @param until ms since 1970
     */
    private record Held(Token token, TokenRequest asked, long until) {}

    /** A refresh token that could not be stored under its name. */
    private record Rotated(String from, String to) {}

    /**
     * @param blocking where a secret is stored
     */
    TokenSource(OAuth2 client, References references, Clock clock, Executor blocking) {
        this.client = client;
        this.references = references;
        this.clock = clock;
        this.blocking = blocking;
    }

    /**
     * Never blocks; {@code then} is called exactly once.
     *
     * @param sender asks, if somebody has to
     */
    void token(HttpSender sender, Consumer<Answer> then) {
        TokenRequest request;
        try {
            request = request();
        } catch (StageFailed e) {
            then.accept(new Refused(String.valueOf(e.getMessage()), null));
            return;
        }
        Token known = knownOrWait(request, then);
        if (known != null) {
            then.accept(known);
        } else if (mayFetch()) {
            sender.send(request.outbound(), reply -> fetched(request, reply));
        }
    }

    /** The third party took this token no more; a newer one that is there already stays. */
    synchronized void refused(String token) {
        if (held != null && held.token().text().equals(token)) {
            held = null;
        }
    }

    private TokenRequest request() throws StageFailed {
        TokenRequest request = TokenRequest.of(client, references);
        Rotated newer = rotated();
        return newer != null && newer.from().equals(request.refreshToken())
                ? request.withRefreshToken(newer.to())
                : request;
    }

    private synchronized @Nullable Rotated rotated() {
        return rotated;
    }

    private synchronized @Nullable Token knownOrWait(TokenRequest request, Consumer<Answer> then) {
        if (held != null && held.until() > clock.millis() && held.asked().equals(request)) {
            return held.token();
        }
        waiting.add(then);
        return null;
    }

    private synchronized boolean mayFetch() {
        boolean first = !fetching && !waiting.isEmpty();
        fetching |= first;
        return first;
    }

    private void fetched(TokenRequest request, Reply reply) {
        TokenResponse response = TokenResponse.of(reply);
        String newer = response.refreshToken();
        if (response.accessToken() == null) {
            ended(refusal(response));
        } else if (newer == null || newer.equals(request.refreshToken())) {
            got(response, request);
        } else {
            blocking.execute(() -> rotate(request, response, newer));
        }
    }

    private Refused refusal(TokenResponse response) {
        String reason = "no access token from " + client.tokenUrl() + ": " + response.problem();
        return new Refused(
                references.hide(TokenRequest.texts(client), reason), response.retryAfter());
    }

    private void rotate(TokenRequest request, TokenResponse response, String newer) {
        String from = request.refreshToken();
        String problem = references.replace(client.form().get(OAuth2.REFRESH_TOKEN), newer);
        if (problem != null) {
            LOG.error(
                    "{} gave a new refresh token, which is kept in memory only and lost at a restart: {}",
                    client.tokenUrl(),
                    problem);
        }
        synchronized (this) {
            rotated = problem == null || from == null ? null : new Rotated(configured(from), newer);
        }
        got(response, request.withRefreshToken(newer));
    }

    /** What the secret says itself, which an earlier rotation may have been unable to change. */
    private synchronized String configured(String used) {
        return rotated != null && rotated.to().equals(used) ? rotated.from() : used;
    }

    private void got(TokenResponse response, TokenRequest asked) {
        Token token = new Token(String.valueOf(response.accessToken()));
        synchronized (this) {
            held = new Held(token, asked, response.until(clock.millis()));
        }
        ended(token);
    }

    private void ended(Answer answer) {
        List<Consumer<Answer>> all;
        synchronized (this) {
            all = List.copyOf(waiting);
            waiting.clear();
            fetching = false;
        }
        all.forEach(one -> one.accept(answer));
    }
}
