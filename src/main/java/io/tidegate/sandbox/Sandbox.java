package io.tidegate.sandbox;

import io.tidegate.intake.Intake;
import io.tidegate.sandbox.identity.Credentials;
import io.tidegate.sandbox.identity.Limits;
import io.tidegate.sandbox.identity.SandboxIdentity;
import io.tidegate.security.Secrets;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox of one server: its third party, its identity provider, its dummy secrets, its sample
 * events.
 */
public final class Sandbox implements AutoCloseable {
    private static final String IDENTITY_PATH = "/sandbox/loginradius";

    static final Credentials IDENTITY =
            new Credentials("sandbox-identity-key", "sandbox-identity-secret");

    private final Detour detour;
    private final Path dataFolder;
    private final List<String> ignored;
    private final Receipts receipts = new Receipts();
    private final Breakages breakages = new Breakages();
    private @Nullable Trickle trickle;
    private @Nullable SandboxIdentity identity;
    private @Nullable Vertx vertx;

    /**
     * @param host that the server listens on
     * @param dataFolder where its tokens are, to be shown
     * @param ignored what {@link SafeSettings} left out, to be shown
     */
    public Sandbox(String host, Path dataFolder, List<String> ignored) {
        this.detour = new Detour(host);
        this.dataFolder = dataFolder;
        this.ignored = List.copyOf(ignored);
    }

    /** Where a request to this address goes instead; the identity provider is inside already. */
    public URI reroute(URI target) {
        return target.toString().startsWith(identityUrl() + "/") ? target : detour.of(target);
    }

    /** Of its own identity provider; known once the server listens. */
    public String identityUrl() {
        return detour.origin() + IDENTITY_PATH;
    }

    /** Any name has one, so that connectors run unchanged; none of them is real. */
    public Secrets secrets() {
        return new DummySecrets();
    }

    /** Stands for every variable that a connector names: a real one may be a credential. */
    public String variable(String name) {
        return "sandbox-" + name;
    }

    /** Before any route is loaded: Camel's endpoints make the detour too. */
    public void guard(CamelContext context) {
        context.getCamelContextExtension().registerEndpointCallback(new DetourStrategy(detour));
    }

    public void mount(Router router, Vertx vertx, Clock clock) {
        ThirdParty thirdParty =
                new ThirdParty(
                        vertx,
                        receipts,
                        breakages,
                        clock,
                        () -> ThreadLocalRandom.current().nextDouble());
        new Pages(receipts, breakages).mount(router, thirdParty);
        Path accounts = dataFolder.resolve("sandbox-identity.db");
        SandboxIdentity provider =
                SandboxIdentity.open(accounts, clock, IDENTITY, Limits.DOCUMENTED);
        provider.mount(router, IDENTITY_PATH);
        this.identity = provider;
        this.vertx = vertx;
    }

    /** The server listens: requests find the third party from now on, webhooks find the server. */
    public void open(int port) {
        detour.open(port);
        URI webhooks = URI.create(detour.origin() + "/webhooks/loginradius");
        if (identity != null && vertx != null) {
            identity.sendWebhooksTo(() -> webhooks, vertx);
        }
    }

    /** Sends sample events; returns what a newcomer should read. */
    public String begin(Vertx vertx, Intake intake, Clock clock) {
        trickle = new Trickle(vertx, intake, clock);
        trickle.start();
        return Welcome.text(detour.origin(), dataFolder, ignored);
    }

    /** Sends nothing more; what is on the wire is still answered. */
    @Override
    public void close() {
        if (trickle != null) {
            trickle.close();
        }
        if (identity != null) {
            identity.stopWebhooks();
        }
    }

    /** When nothing is on the wire any more. */
    public void end() {
        if (identity != null) {
            identity.close();
        }
    }
}
