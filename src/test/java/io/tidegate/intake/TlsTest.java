package io.tidegate.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir static Path temp;
    static Vertx vertx = Vertx.vertx();
    static PemPair first;
    static PemPair second;

    @BeforeAll
    static void make() throws Exception {
        first = PemPair.in(temp, "first");
        second = PemPair.in(temp, "second");
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static int listen(Path certificate, Path key) throws InterruptedException {
        WebServer.Doors doors =
                WebServer.allTo(request -> request.response().end(request.scheme()));
        return new WebServer(vertx, doors, new io.tidegate.intake.Certificate(certificate, key))
                .listen("127.0.0.1", 0);
    }

    private static Certificate shown(int port, String... protocols) throws Exception {
        try (SSLSocket socket =
                (SSLSocket)
                        PemPair.credulous().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void aRenewedPairIsTakenUpAndAHalfRenewedOneIsNot() throws Exception {
        Path certificate = Files.copy(first.certificate(), temp.resolve("live.crt"));
        Path key = Files.copy(first.key(), temp.resolve("live.key"));
        int port = listen(certificate, key);
        assertThat(shown(port)).isEqualTo(first.known());
        assertThat(shown(port, "TLSv1.2")).isEqualTo(first.known());

        Files.copy(second.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
        assertThat(shown(port)).isEqualTo(first.known());
        Files.copy(second.key(), key, StandardCopyOption.REPLACE_EXISTING);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shown(port)).isEqualTo(second.known()));
    }

    /** Vert.x's own update of a server's TLS closes the handshakes that fall into it. */
    @Test
    void whileAPairIsExchangedEveryHandshakeSucceeds() throws Exception {
        Path certificate = Files.copy(first.certificate(), temp.resolve("often.crt"));
        Path key = Files.copy(first.key(), temp.resolve("often.key"));
        Tls tls = new Tls(vertx, new io.tidegate.intake.Certificate(certificate, key));
        tls.start();
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        tls.secure(options);
        HttpServer server =
                vertx.createHttpServer(options)
                        .requestHandler(request -> request.response().end())
                        .listen()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
        AtomicBoolean done = new AtomicBoolean();
        List<Certificate> known = List.of(first.known(), second.known());

        CompletableFuture<Integer> exchanges =
                CompletableFuture.supplyAsync(
                        () -> {
                            int count = 0;
                            while (!done.get()) {
                                PemPair next = count++ % 2 == 0 ? second : first;
                                put(next.certificate(), certificate);
                                put(next.key(), key);
                                assertThat(tls.look()).isTrue();
                            }
                            return count;
                        });
        try {
            for (int i = 0; i < 200; i++) {
                assertThat(known).contains(shown(server.actualPort()));
            }
        } finally {
            done.set(true);
        }
        assertThat(exchanges.get(10, TimeUnit.SECONDS)).isGreaterThan(1);
    }

    private static void put(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nothingBelowTls12IsSpoken() throws Exception {
        int port = listen(first.certificate(), first.key());
        assertThatThrownBy(() -> shown(port, "TLSv1.1")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shown(port, "TLSv1")).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void aPairThatIsNoneIsAnErrorOfTheStart() throws Exception {
        assertThatThrownBy(() -> listen(first.certificate(), second.key()))
                .hasMessage(
                        "the key in %s is not the one of the certificate in %s; nothing was sent",
                        second.key(), first.certificate());
        assertThatThrownBy(() -> listen(temp.resolve("none.crt"), first.key()))
                .hasMessageStartingWith(
                        "TIDEGATE_TLS_CERTIFICATE: the file %s cannot be read",
                        temp.resolve("none.crt"));
        Path text = Files.writeString(temp.resolve("text"), "no PEM");
        assertThatThrownBy(() -> listen(first.certificate(), text))
                .hasMessageStartingWith(
                        "TIDEGATE_TLS_CERTIFICATE and TIDEGATE_TLS_KEY must be a certificate and its"
                                + " unencrypted key in PEM");
    }
}
