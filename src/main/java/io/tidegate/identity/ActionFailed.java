package io.tidegate.identity;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An action could not be carried out; the message is for people and holds no secret. */
public final class ActionFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean repeat;
    private final @Nullable String code;
    private final transient @Nullable Duration after;
    private final transient Transport.@Nullable Response response;

    private ActionFailed(
            String message,
            boolean repeat,
            @Nullable String code,
            @Nullable Duration after,
            Transport.@Nullable Response response) {
        super(message);
        this.repeat = repeat;
        this.code = code;
        this.after = after;
        this.response = response;
    }

    /** No repeat would end in another way. */
    public static ActionFailed giveUp(String message) {
        return new ActionFailed(message, false, null, null, null);
    }

    /** A repeat may succeed. */
    public static ActionFailed repeat(String message) {
        return new ActionFailed(message, true, null, null, null);
    }

    /** As {@link #repeat(String)}, but not before this time has passed. */
    public static ActionFailed repeat(String message, @Nullable Duration after) {
        return new ActionFailed(message, true, null, after, null);
    }

    /**
     * The provider said no.
     *
     * @param code the provider's own; null: there is none
     */
    public static ActionFailed refused(
            String message, boolean repeat, @Nullable String code, Transport.Response response) {
        return new ActionFailed(message, repeat, code, response.retryAfter(), response);
    }

    /** Whether a repeat may succeed. */
    public boolean isToRepeat() {
        return repeat;
    }

    /** The provider's own code, such as {@code 936}; null: there is none. */
    public @Nullable String code() {
        return code;
    }

    /** How long to wait at least before a repeat; null: nothing is known. */
    public @Nullable Duration after() {
        return after;
    }

    /** The answer that refused it; null: there was none. */
    public Transport.@Nullable Response response() {
        return response;
    }
}
