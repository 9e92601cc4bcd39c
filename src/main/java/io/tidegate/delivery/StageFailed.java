package io.tidegate.delivery;

import org.jspecify.annotations.Nullable;

/** A step of a delivery failed: which stage, why, and whether trying again could help. */
public final class StageFailed extends Exception {
    private final Stage stage;
    private final boolean isFinal;

    private StageFailed(Stage stage, boolean isFinal, String reason, @Nullable Throwable cause) {
        super(reason, cause, false, false);
        this.stage = stage;
        this.isFinal = isFinal;
    }

    /** The same event would fail the same way again. */
    public static StageFailed forGood(Stage stage, String reason, @Nullable Throwable cause) {
        return new StageFailed(stage, true, reason, cause);
    }

    public static StageFailed forNow(Stage stage, String reason) {
        return new StageFailed(stage, false, reason, null);
    }

    /** The same failure in other words. */
    public StageFailed saying(String reason) {
        return new StageFailed(stage, isFinal, reason, getCause());
    }

    public Stage stage() {
        return stage;
    }

    public boolean isFinal() {
        return isFinal;
    }
}
