package io.tidegate.intake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS 1.2 and later for servers, by a certificate that may be renewed while they run. */
final class Tls {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    private static final Set<String> PROTOCOLS = new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2"));
    private static final long LOOK_MILLIS = 5_000;

    private final Vertx vertx;
    private final Certificate certificate;
    private volatile @Nullable RenewableKeys keys;
    private volatile @Nullable String lastProblem;

    Tls(Vertx vertx, Certificate certificate) {
        this.vertx = vertx;
        this.certificate = certificate;
    }

    /** Reads the certificate, and looks for another one from now on. */
    void start() {
        try {
            keys = new RenewableKeys(certificate.read(vertx));
        } catch (Certificate.Unusable e) {
            throw new IllegalStateException(e.getMessage() + "; nothing was sent", e);
        }
        vertx.setPeriodic(LOOK_MILLIS, again -> vertx.executeBlocking(this::look));
    }

    void secure(HttpServerOptions options) {
        options.setSsl(true)
                .setUseAlpn(false)
                .setKeyCertOptions(KeyCertOptions.wrap(started()))
                .setEnabledSecureTransportProtocols(PROTOCOLS);
    }

    private RenewableKeys started() {
        return Objects.requireNonNull(keys, "started first");
    }

    /** Takes up files that changed; while they are of no use the ones before go on. */
    boolean look() {
        try {
            if (certificate.isChanged()) {
                started().renew(certificate.read(vertx));
                LOG.info("the TLS certificate was renewed");
            }
            lastProblem = null;
            return true;
        } catch (Certificate.Unusable e) {
            if (!String.valueOf(e.getMessage()).equals(lastProblem)) {
                lastProblem = e.getMessage();
                LOG.warn("{}; the certificate read before goes on", lastProblem);
            }
            return false;
        }
    }
}
