package io.tidegate.intake;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A server's key and certificate that can be exchanged while connections are made.
 *
 * <p>A handshake asks three times: for an alias, for its key, for its chain. An exchange between
 * two of them must not mix two pairs, so an alias carries the number of its pair, and the pair
 * before is kept for the handshakes that have begun.
 */
final class RenewableKeys extends X509ExtendedKeyManager {
    private record Pair(long number, X509KeyManager keys, @Nullable Pair before) {
        String alias(String own) {
            return number + ":" + own;
        }
    }

    private volatile Pair now;

    RenewableKeys(X509KeyManager keys) {
        this.now = new Pair(1, keys, null);
    }

    /** Every handshake that begins from now on is made with these. */
    synchronized void renew(X509KeyManager keys) {
        Pair last = now;
        now = new Pair(last.number + 1, keys, new Pair(last.number, last.keys, null));
    }

    private @Nullable Pair of(String alias) {
        Pair latest = now;
        if (alias.startsWith(latest.alias(""))) {
            return latest;
        }
        Pair before = latest.before;
        return before != null && alias.startsWith(before.alias("")) ? before : null;
    }

    private static String own(String alias) {
        return alias.substring(alias.indexOf(':') + 1);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String type, Principal @Nullable [] issuers, SSLEngine engine) {
        return chooseServerAlias(type, issuers, null);
    }

    @Override
    public @Nullable String chooseServerAlias(
            String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        Pair pair = now;
        String own = pair.keys.chooseServerAlias(type, issuers, socket);
        return own == null ? null : pair.alias(own);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        Pair pair = now;
        String[] own = pair.keys.getServerAliases(type, issuers);
        if (own == null) {
            return null;
        }
        String[] aliases = new String[own.length];
        for (int i = 0; i < own.length; i++) {
            aliases[i] = pair.alias(own[i]);
        }
        return aliases;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Pair pair = of(alias);
        return pair == null ? null : pair.keys.getCertificateChain(own(alias));
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Pair pair = of(alias);
        return pair == null ? null : pair.keys.getPrivateKey(own(alias));
    }

    /** Servers show a certificate; this one is no client's. */
    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
