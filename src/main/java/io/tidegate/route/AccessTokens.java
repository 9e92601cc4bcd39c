package io.tidegate.route;

import io.tidegate.destination.OAuth2;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** The token source of each OAuth2 client: connectors with the same parameters share one. */
final class AccessTokens {
    private final References references;
    private final Clock clock;
    private final Executor blocking;
    private final Map<OAuth2, WeakReference<TokenSource>> sources = new HashMap<>();

    AccessTokens(References references, Clock clock, Executor blocking) {
        this.references = references;
        this.clock = clock;
        this.blocking = blocking;
    }

    /** It lives as long as a connector holds it. */
    synchronized TokenSource of(OAuth2 client) {
        sources.values().removeIf(source -> source.get() == null);
        WeakReference<TokenSource> known = sources.get(client);
        TokenSource source = known == null ? null : known.get();
        if (source == null) {
            source = new TokenSource(client, references, clock, blocking);
            sources.put(client, new WeakReference<>(source));
        }
        return source;
    }
}
