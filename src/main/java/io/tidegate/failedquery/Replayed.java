package io.tidegate.failedquery;

/** Told after the commit that a delivery of this connector is due at once; must return at once. */
@FunctionalInterface
public interface Replayed {
    void released(String connector);
}
