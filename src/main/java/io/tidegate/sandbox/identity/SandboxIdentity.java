package io.tidegate.sandbox.identity;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * LoginRadius' management API, as documented, over accounts of its own. A change and its webhooks
 * are one transaction.
 */
public final class SandboxIdentity implements AutoCloseable {
    private final SqlStore store;
    private final Clock clock;
    private final Credentials credentials;
    private final Limits limits;
    private volatile @Nullable Courier courier;

    private SandboxIdentity(SqlStore store, Clock clock, Credentials credentials, Limits limits) {
        this.store = store;
        this.clock = clock;
        this.credentials = credentials;
        this.limits = limits;
    }

    /**
     * @param file where accounts and webhooks are kept; made if there is none
     */
    public static SandboxIdentity open(
            Path file, Clock clock, Credentials credentials, Limits limits) {
        return new SandboxIdentity(SqlStore.open(file, clock), clock, credentials, limits);
    }

    /**
     * Below a path: the API, and pages for people.
     *
     * @param prefix such as {@code /sandbox/loginradius}, without a slash at its end
     */
    public void mount(Router router, String prefix) {
        new Endpoints(store, credentials, limits, clock, this::changed).mount(router, prefix);
        new AccountPages(store, prefix).mount(router);
    }

    /** Begins to send webhooks there; what an earlier run left goes first. */
    public void sendWebhooksTo(Supplier<URI> target, Vertx vertx) {
        courier = new Courier(store, vertx, target, credentials.secret(), clock);
    }

    private void changed() {
        Courier sending = courier;
        if (sending != null) {
            sending.look();
        }
    }

    /** Webhooks that are not sent yet stay in the file; calls are still taken. */
    public void stopWebhooks() {
        Courier sending = courier;
        courier = null;
        if (sending != null) {
            sending.close();
        }
    }

    /** Takes no more calls. */
    @Override
    public void close() {
        stopWebhooks();
        store.close();
    }
}
