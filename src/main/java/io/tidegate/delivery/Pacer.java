package io.tidegate.delivery;

/** Keeps a rate limit that is not counted in deliveries. It has no lock of its own. */
public final class Pacer {
    private final Throttle.Shared shared;
    private final double limit;
    private final Spacing spacing = new Spacing();

    /**
     * @param limit a second, of all nodes together; infinite: none
     */
    public Pacer(Throttle.Shared shared, double limit) {
        this.shared = shared;
        this.limit = limit;
    }

    /** 0: now. */
    public long millisToNext() {
        return limit == Double.POSITIVE_INFINITY ? 0 : spacing.millisTo(shared.clock().millis());
    }

    public void took() {
        if (limit != Double.POSITIVE_INFINITY) {
            spacing.took(shared.clock().millis(), shared.share().of(limit));
        }
    }
}
