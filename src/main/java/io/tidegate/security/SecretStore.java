package io.tidegate.security;

import io.tidegate.security.SecretRefused.Why;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where secrets are set: they go in, and no text comes out of it. */
public interface SecretStore {

    /** By name: those of the store, and those of the environment. */
    List<SecretEntry> list();

    /**
     * Sets it, or sets it anew; requests that are built from now on carry the text.
     *
     * @param by who does, as it is written down
     * @throws SecretRefused if it may not be; nothing changed then
     */
    SecretEntry set(String name, String text, String by);

    /** Returns it as it was. */
    SecretEntry delete(String name);

    /**
     * Encrypts all of them anew: with a new key of the key file, or with the first key of {@code
     * TIDEGATE_MASTER_KEY}. Payloads that are encrypted get a new key too.
     */
    Rotation rotate();

    /**
     * @param key the id of the key that encrypts from now on
     * @param secrets how many were encrypted anew
     * @param payloadKey what encrypts payloads from now on; null: they are not encrypted
     */
    record Rotation(String key, int secrets, @Nullable String payloadKey) {}

    /** Has none and takes none. */
    static SecretStore none(String why) {
        return new SecretStore() {
            @Override
            public List<SecretEntry> list() {
                return List.of();
            }

            @Override
            public SecretEntry set(String name, String text, String by) {
                throw new SecretRefused(Why.CONFLICT, why);
            }

            @Override
            public SecretEntry delete(String name) {
                throw new SecretRefused(Why.CONFLICT, why);
            }

            @Override
            public Rotation rotate() {
                throw new SecretRefused(Why.CONFLICT, why);
            }
        };
    }
}
