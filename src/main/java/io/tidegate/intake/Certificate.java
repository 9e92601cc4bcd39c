package io.tidegate.intake;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate with its chain, and its private key, each a PEM file; read anew when they change.
 */
public final class Certificate {
    private final Path certificate;
    private final Path key;
    private Buffer lastCertificate = Buffer.buffer();
    private Buffer lastKey = Buffer.buffer();

    /** The two files together are of no use. */
    public static final class Unusable extends Exception {
        Unusable(String message) {
            super(message);
        }
    }

    public Certificate(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * Reads both files; waits for the disk.
     *
     * @throws Unusable if one cannot be read, or they do not belong together
     */
    synchronized X509KeyManager read(Vertx vertx) throws Unusable {
        Buffer chain = bytes(certificate, "TIDEGATE_TLS_CERTIFICATE");
        Buffer secret = bytes(key, "TIDEGATE_TLS_KEY");
        X509KeyManager manager =
                check(new PemKeyCertOptions().addCertValue(chain).addKeyValue(secret), vertx);
        lastCertificate = chain;
        lastKey = secret;
        return manager;
    }

    /** Whether the files hold something else than what was read last. */
    synchronized boolean isChanged() throws Unusable {
        return !lastCertificate.equals(bytes(certificate, "TIDEGATE_TLS_CERTIFICATE"))
                || !lastKey.equals(bytes(key, "TIDEGATE_TLS_KEY"));
    }

    private static Buffer bytes(Path file, String setting) throws Unusable {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Unusable(setting + ": the file " + file + " cannot be read: " + e);
        }
    }

    private X509KeyManager check(KeyCertOptions options, Vertx vertx) throws Unusable {
        X509KeyManager manager;
        try {
            manager = (X509KeyManager) options.getKeyManagerFactory(vertx).getKeyManagers()[0];
        } catch (Exception e) {
            throw new Unusable(
                    "TIDEGATE_TLS_CERTIFICATE and TIDEGATE_TLS_KEY must be a certificate and its unencrypted key"
                            + " in PEM, but "
                            + certificate
                            + " and "
                            + key
                            + " cannot be read as that: "
                            + e.getMessage());
        }
        for (String type : new String[] {"RSA", "EC", "Ed25519", "EdDSA"}) {
            String[] aliases = manager.getServerAliases(type, null);
            if (aliases != null && aliases.length > 0) {
                match(
                        manager.getCertificateChain(aliases[0])[0],
                        manager.getPrivateKey(aliases[0]));
                return manager;
            }
        }
        throw new Unusable("the certificate " + certificate + " is of no kind that TLS knows here");
    }

    private void match(X509Certificate certified, PrivateKey secret) throws Unusable {
        PublicKey open = certified.getPublicKey();
        try {
            String algorithm =
                    switch (open.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> open.getAlgorithm();
                    };
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update((byte) 1);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update((byte) 1);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            // of another kind than the certificate's
        }
        throw new Unusable(
                "the key in " + key + " is not the one of the certificate in " + certificate);
    }
}
