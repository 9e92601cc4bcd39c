package io.tidegate.oidc;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log when an address of the provider can no longer be used, once, and when it can. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final Set<URI> down = new HashSet<>();

    synchronized void begins(URI address, NotVouched why) {
        if (down.add(address)) {
            LOG.warn(
                    "the sign-in provider cannot be used: {}. Whoever has a password or a session is not concerned",
                    why.getMessage());
        }
    }

    synchronized void ends(URI address) {
        if (down.remove(address)) {
            LOG.info("the sign-in provider can be used again: {} answers", address);
        }
    }
}
