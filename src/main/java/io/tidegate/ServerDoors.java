package io.tidegate;

import io.tidegate.config.Settings;
import io.tidegate.intake.Certificate;
import io.tidegate.intake.WebServer;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's ports: one for all, or one for the console and the API and another for all the rest.
 */
final class ServerDoors {
    private static final Logger LOG = LoggerFactory.getLogger(ServerDoors.class);

    private final Vertx vertx;
    private final Settings settings;
    private final Router router;
    private final Router admin;
    private int port;
    private int adminPort;

    ServerDoors(Settings settings, Vertx vertx) {
        this.settings = settings;
        this.vertx = vertx;
        this.router = Router.router(vertx);
        this.admin = settings.adminPort() == null ? router : Router.router(vertx);
        RouterProblems.install(router);
        RouterProblems.install(admin);
    }

    /** For all but the console and the API. */
    Router router() {
        return router;
    }

    /** For the console and the API; the same one if they have no port of their own. */
    Router admin() {
        return admin;
    }

    /** Listens. */
    void open(WebServer.Doors doors) throws InterruptedException {
        port = new WebServer(vertx, doors, certificate()).listen(settings.host(), settings.port());
        adminPort = port;
        Integer own = settings.adminPort();
        if (own != null) {
            adminPort =
                    new WebServer(vertx, WebServer.allTo(admin), certificate())
                            .listen(settings.adminHost(), own, "TIDEGATE_ADMIN_");
            LOG.info("open admin-host={} admin-port={}", settings.adminHost(), adminPort);
        }
    }

    /** One for each port: it remembers what was read last, by which a renewal is told. */
    private @Nullable Certificate certificate() {
        Path certificate = settings.tlsCertificate();
        return certificate == null
                ? null
                : new Certificate(certificate, Objects.requireNonNull(settings.tlsKey()));
    }

    int port() {
        return port;
    }

    int adminPort() {
        return adminPort;
    }

    /** Where browsers find the console, such as {@code http://127.0.0.1:8080}. */
    String publicOrigin() {
        String said = settings.publicUrl();
        return said == null ? Defaults.adminOrigin(settings, adminPort) : said;
    }
}
