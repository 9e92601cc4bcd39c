package io.tidegate.identity;

/**
 * What a provider is shown with each call.
 *
 * @param key who calls: LoginRadius' API key; empty where there is none
 * @param secret the API secret, or the bearer token
 */
public record Credentials(String key, String secret) {
    @Override
    public String toString() {
        return "Credentials";
    }
}
