package io.tidegate.api;

import io.tidegate.access.Access;
import io.tidegate.access.AccessRefused;
import java.util.function.Supplier;

/** What the API has of who may. */
public final class AccessResources {
    private AccessResources() {}

    public static Resource[] of(Access access) {
        return new Resource[] {
            new MeResource(access),
            new PeopleResource(access.people()),
            new TokenResource(access.tokens())
        };
    }

    /**
     * @throws Refusal for whatever is refused
     */
    static <T> T ask(Supplier<T> what) {
        try {
            return what.get();
        } catch (AccessRefused refused) {
            throw refusal(refused);
        }
    }

    static Refusal refusal(AccessRefused refused) {
        String detail = String.valueOf(refused.getMessage());
        return switch (refused.why()) {
            case INVALID -> new Refusal(422, detail);
            case NOT_THERE -> new Refusal(404, detail);
            case CONFLICT -> new Refusal(409, detail);
            case WRONG -> new Refusal(401, detail);
            case TOO_MANY ->
                    Refusal.withHeader(
                            429, detail, "Retry-After", "" + refused.retryAfterSeconds());
        };
    }
}
