package io.tidegate.sandbox;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** What the third party got, as a page that looks again every two seconds. */
final class Page {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final String HEAD =
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
            <title>Tidegate sandbox</title><style>
            body{font:15px/1.5 system-ui,sans-serif;margin:2rem;max-width:75rem}table{border-collapse:collapse;width:100%}
            td,th{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ddd}
            code{font:13px ui-monospace,monospace;word-break:break-all}.bad{color:#a40000;font-weight:600}
            </style><h1>The sandbox's third party</h1>
            <p>Every target of your connectors ends here; nothing leaves this machine. Times are UTC.</p>
            <p>Break it: <a href="/sandbox/break?fail=0.3">30 % fail</a> · <a href="/sandbox/break?status=503">all 503</a> ·
            <a href="/sandbox/break?delay=2s">2 s slow</a> · <a href="/sandbox/break?off">off</a> ·
            <a href="/sandbox/mend">mend</a> · one host: <code>/sandbox/break?status=503&amp;host=api.crm.example</code> ·
            <a href="/sandbox/requests">as JSON</a> · <a href="/sandbox/loginradius">accounts of the identity provider</a></p>
            """;

    private Page() {}

    static String of(List<Receipt> receipts, Map<String, Breakage> broken) {
        StringBuilder page = new StringBuilder(HEAD);
        broken.forEach(
                (host, how) ->
                        page.append("<p class=\"bad\">")
                                .append(escaped(host.equals(Breakages.ALL) ? "every host" : host))
                                .append(": ")
                                .append(escaped(how.toString()))
                                .append("</p>"));
        page.append("<table><tr><th>time<th>answer<th>request<th>body</tr>");
        receipts.forEach(receipt -> row(page, receipt));
        if (receipts.isEmpty()) {
            page.append("<tr><td colspan=\"4\">no request yet</td></tr>");
        }
        return page.append("</table></html>").toString();
    }

    private static void row(StringBuilder page, Receipt receipt) {
        boolean good = receipt.status() >= 200 && receipt.status() < 300;
        page.append("<tr><td>").append(TIME.format(receipt.at()));
        page.append(good ? "<td>" : "<td class=\"bad\">")
                .append(receipt.status() == 0 ? "closed" : String.valueOf(receipt.status()));
        page.append("<td><code>")
                .append(escaped(receipt.method() + " " + receipt.url()))
                .append("</code>");
        if (receipt.repeat() > 0) {
            page.append("<br>repeat ").append(receipt.repeat());
        }
        page.append("<td><code>").append(escaped(receipt.text())).append("</code></tr>");
    }

    /** What is shown came from events: none of it may become markup. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
