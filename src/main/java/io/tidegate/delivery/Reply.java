package io.tidegate.delivery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one request ended. */
public sealed interface Reply {

    /**
     * The third party answered.
     *
     * @param headers names in lower case
     * @param body at most {@link HttpSender#MAX_BODY} bytes of it
     */
    record Answered(int status, Map<String, String> headers, byte[] body) implements Reply {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** The answer in words. */
        public String said() {
            return "the third party answered " + status + redirectHint(this);
        }
    }

    /**
     * Nothing reached the third party.
     *
     * @param retryAfter the header of whoever kept it from being sent; null: none
     */
    record NeverSent(String reason, @Nullable String retryAfter) implements Reply {
        public NeverSent(String reason) {
            this(reason, null);
        }
    }

    /** It may have reached the third party; no complete answer came. */
    record Unanswered(String reason, boolean timedOut) implements Reply {}

    /** Why it failed, in words; null for a 2xx. */
    default @Nullable String error() {
        if (this instanceof Answered answered) {
            return answered.isSuccess() ? null : answered.said();
        }
        return this instanceof NeverSent never ? never.reason() : ((Unanswered) this).reason();
    }

    private static String redirectHint(Answered answered) {
        return answered.status() >= 300 && answered.status() < 400
                ? ": redirects are never followed, put the new address ("
                        + answered.headers().getOrDefault("location", "none given")
                        + ") into the connector"
                : "";
    }
}
