package io.tidegate.identity;

/**
 * How a provider is called.
 *
 * @param preventWebhook whether a write shall send no webhooks
 * @param calls where each call is written down
 */
public record How(boolean preventWebhook, Calls calls) {
    /** With webhooks, for reading. */
    public static How plain() {
        return new How(false, new Calls());
    }
}
