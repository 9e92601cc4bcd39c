package io.tidegate.security;

/**
 * A secret's row.
 *
 * @param keyId of the {@link MasterKey} that it was encrypted with
 * @param setAt ms since 1970
 * @param setBy who set it
 */
record EncryptedSecret(String name, String keyId, byte[] encrypted, long setAt, String setBy) {}
