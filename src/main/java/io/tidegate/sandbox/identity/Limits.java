package io.tidegate.sandbox.identity;

/**
 * What the provider takes in a second.
 *
 * @param calls of the management API
 * @param searches of the Cloud Directory
 */
public record Limits(int calls, int searches) {
    /** Those of a LoginRadius production site with up to 10 million users. */
    public static final Limits DOCUMENTED = new Limits(50, 10);
}
