package io.tidegate.identity;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls a SCIM server with a bearer token, and reads its refusals. */
final class ScimCalls {
    private static final int MOST = 500;
    private static final int CONFLICT = 409;

    private final Caller caller;
    private final Supplier<Credentials> credentials;

    ScimCalls(Transport transport, Supplier<Credentials> credentials) {
        this.caller = new Caller(Scim.NAME, transport, "application/scim+json");
        this.credentials = credentials;
    }

    /**
     * @return empty if the answer has no body
     * @throws ActionFailed unless the answer is 2xx
     */
    Map<String, @Nullable Object> call(String method, String url, @Nullable Object body, How how)
            throws ActionFailed {
        Map<String, String> token = Map.of("Authorization", "Bearer " + credentials.get().secret());
        String shown = Query.shown(url);
        Transport.Response response =
                caller.call(caller.request(method, url, body, token), shown, how);
        if (response.status() / 100 == 2) {
            return response.body().length == 0 ? Map.of() : caller.object(response);
        }
        throw refused(method + " " + shown, response);
    }

    /** RFC 7644, section 3.12: scimType, where there is one, and a text. */
    private static ActionFailed refused(String request, Transport.Response response) {
        Map<?, ?> error = error(response);
        Object type = error.get("scimType");
        String detail = error.get("detail") instanceof String text ? ": " + text : "";
        String cut = detail.length() > MOST ? detail.substring(0, MOST) + "…" : detail;
        return ActionFailed.refused(
                Scim.NAME
                        + " refused "
                        + request
                        + " with "
                        + response.status()
                        + (type instanceof String named ? ", " + named : "")
                        + cut,
                isToRepeat(response.status()),
                type instanceof String named ? named : null,
                response);
    }

    private static boolean isToRepeat(int status) {
        return switch (status) {
            case 401, 403, 408, 429 -> true;
            case 501 -> false;
            default -> status >= 500;
        };
    }

    private static Map<?, ?> error(Transport.Response response) {
        try {
            return Json.parse(response.body()) instanceof Map<?, ?> map ? map : Map.of();
        } catch (InvalidJson e) {
            return Map.of();
        }
    }

    static boolean isTaken(ActionFailed failed) {
        Transport.Response response = failed.response();
        return response != null && response.status() == CONFLICT;
    }

    static boolean isNotThere(ActionFailed failed) {
        Transport.Response response = failed.response();
        return response != null && response.status() == 404;
    }
}
