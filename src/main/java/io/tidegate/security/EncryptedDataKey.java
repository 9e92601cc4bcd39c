package io.tidegate.security;

/**
 * A row of {@code payload_key}.
 *
 * @param masterKeyId of the master key that wraps it
 */
record EncryptedDataKey(long id, String masterKeyId, byte[] wrapped, long madeAt) {}
