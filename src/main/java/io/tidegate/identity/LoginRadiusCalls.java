package io.tidegate.identity;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls LoginRadius with credentials, and reads its refusals. */
final class LoginRadiusCalls {
    private static final int MOST = 500;

    private final Caller caller;
    private final Supplier<Credentials> credentials;
    private final Clock clock;

    LoginRadiusCalls(Transport transport, Supplier<Credentials> credentials, Clock clock) {
        this.caller = new Caller(LoginRadius.NAME, transport, "application/json");
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * @param body null: the request has none
     * @throws ActionFailed unless the answer is 2xx
     */
    Map<String, @Nullable Object> call(
            Authentication by, String method, String url, @Nullable Object body, How how)
            throws ActionFailed {
        boolean write = !method.equals("GET") && how.preventWebhook();
        Map<String, String> more = write ? Map.of("X-PreventWebhook", "true") : Map.of();
        Transport.Request request = caller.request(method, url, body, more);
        String shown = Query.shown(url);
        Transport.Response response =
                caller.call(by.apply(request, credentials.get(), clock), shown, how);
        if (response.status() / 100 == 2) {
            return caller.object(response);
        }
        throw refused(method + " " + shown, response);
    }

    private static ActionFailed refused(String request, Transport.Response response) {
        LoginRadiusError error = LoginRadiusError.of(answer(response));
        String text = error.text(response.status());
        return ActionFailed.refused(
                LoginRadius.NAME
                        + " refused "
                        + request
                        + " with "
                        + (text.length() > MOST ? text.substring(0, MOST) + "…" : text),
                error.isToRepeat(response.status()),
                error.code() == 0 ? null : String.valueOf(error.code()),
                response);
    }

    /** Whether the refusal says that there is no such account. */
    static boolean isNoAccount(ActionFailed failed) {
        Transport.Response response = failed.response();
        return response != null
                && response.status() / 100 == 4
                && LoginRadiusError.of(answer(response)).isNoAccount(response.status());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> answer(Transport.Response response) {
        try {
            return Json.parse(response.body()) instanceof Map<?, ?> map
                    ? (Map<String, @Nullable Object>) map
                    : Map.of();
        } catch (InvalidJson e) {
            return Map.of();
        }
    }
}
