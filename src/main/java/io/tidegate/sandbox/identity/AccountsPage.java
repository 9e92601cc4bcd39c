package io.tidegate.sandbox.identity;

import io.tidegate.event.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Accounts as people read them; what clients sent is text there, never markup. */
final class AccountsPage {
    private static final String HEAD =
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
            <title>Tidegate sandbox: accounts</title><style>
            body{font:15px/1.5 system-ui,sans-serif;margin:2rem;max-width:75rem}table{border-collapse:collapse;width:100%}
            td,th{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ddd}
            code{font:13px ui-monospace,monospace;word-break:break-all}.bad{color:#a40000;font-weight:600}
            </style>
            """;

    private final String prefix;

    AccountsPage(String prefix) {
        this.prefix = prefix;
    }

    String list(List<Map<String, @Nullable Object>> accounts) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<h1>The sandbox's identity provider</h1><p>Its accounts, the one changed last")
                .append(" first. Times are UTC. <a href=\"/sandbox\">what third parties got</a> · ")
                .append("<a href=\"")
                .append(prefix)
                .append("/accounts.json\">as JSON</a></p>")
                .append("<table><tr><th>name<th>e-mail<th>Uid<th>modified</tr>");
        accounts.forEach(account -> row(page, account));
        if (accounts.isEmpty()) {
            page.append("<tr><td colspan=\"4\">no account yet</td></tr>");
        }
        return page.append("</table></html>").toString();
    }

    private void row(StringBuilder page, Map<String, @Nullable Object> account) {
        String uid = Profiles.uid(account);
        page.append("<tr><td>")
                .append(escaped(String.valueOf(account.getOrDefault("FullName", ""))))
                .append("<td>")
                .append(
                        Profiles.emails(account).stream()
                                .map(AccountsPage::escaped)
                                .collect(Collectors.joining("<br>")))
                .append("<td><a href=\"")
                .append(prefix)
                .append("/account?uid=")
                .append(escaped(URLEncoder.encode(uid, StandardCharsets.UTF_8)))
                .append("\"><code>")
                .append(escaped(uid))
                .append("</code></a><td>")
                .append(escaped(String.valueOf(account.get("ModifiedDate"))))
                .append("</tr>");
    }

    /**
     * @param account null: there is none, or not any more
     */
    String one(
            String uid,
            @Nullable Map<String, @Nullable Object> account,
            List<SqlOutbox.Shown> webhooks) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<h1>Account <code>")
                .append(escaped(uid))
                .append("</code></h1><p><a href=\"")
                .append(prefix)
                .append("\">all accounts</a></p>");
        if (account == null) {
            page.append("<p class=\"bad\">There is no such account.</p>");
        } else {
            page.append("<table><tr><th>field<th>value</tr>");
            shown(account)
                    .forEach(
                            (name, value) ->
                                    page.append("<tr><td>")
                                            .append(escaped(name))
                                            .append("<td><code>")
                                            .append(escaped(Json.text(value)))
                                            .append("</code></tr>"));
            page.append("</table>");
        }
        page.append("<h2>Webhooks</h2><table><tr><th>time<th>event<th>HookId<th>answer</tr>");
        webhooks.forEach(webhook -> row(page, webhook));
        return page.append("</table></html>").toString();
    }

    private static void row(StringBuilder page, SqlOutbox.Shown webhook) {
        page.append("<tr><td>")
                .append(Instant.ofEpochMilli(webhook.made()))
                .append("<td>")
                .append(escaped(webhook.event()))
                .append("<td><code>")
                .append(escaped(webhook.hookId()))
                .append(webhook.sent() == null ? "</code><td class=\"bad\">" : "</code><td>")
                .append(escaped(webhook.result() == null ? "to be sent" : webhook.result()));
        if (webhook.sent() == null && webhook.attempts() > 0) {
            page.append(", attempts: ").append(webhook.attempts());
        }
        page.append("</tr>");
    }

    /** What an account has, without its password's hash. */
    static Map<String, @Nullable Object> shown(Map<String, @Nullable Object> account) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        account.forEach(
                (name, value) -> {
                    if (value != null && !name.equals("Password")) {
                        shown.put(name, value);
                    }
                });
        return shown;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
