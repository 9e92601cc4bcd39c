package io.tidegate.route;

import io.tidegate.delivery.Reply;
import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.ActionResult;
import io.tidegate.identity.Change;
import io.tidegate.identity.Transport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the identity provider said, in the words of a delivery. */
final class ActionReplies {
    private ActionReplies() {}

    /** The result of a delivery: {@code action, outcome, account, changed}. */
    static Map<String, Object> json(ActionResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("action", result.action().word());
        json.put("outcome", result.outcome().word());
        if (result.account() != null) {
            json.put("account", result.account().uid());
        }
        json.put("changed", result.changes().stream().map(Change::field).toList());
        return json;
    }

    static Reply of(ActionFailed failed) {
        String why = String.valueOf(failed.getMessage());
        Transport.Response response = failed.response();
        if (response == null) {
            String after = failed.after() == null ? null : seconds(failed);
            return new Reply.NeverSent(why, after);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        if (failed.after() != null) {
            headers.put("retry-after", seconds(failed));
        }
        return new Reply.Answered(response.status(), headers, response.body());
    }

    private static String seconds(ActionFailed failed) {
        return failed.after() == null
                ? "0"
                : Long.toString(Math.max(1, failed.after().toSeconds()));
    }
}
