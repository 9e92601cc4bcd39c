package io.tidegate.sandbox.identity;

/**
 * What a client of the provider must show.
 *
 * @param secret also signs the webhooks
 */
public record Credentials(String key, String secret) {
    @Override
    public String toString() {
        return "Credentials[" + key + "]";
    }
}
