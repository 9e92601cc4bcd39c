package io.tidegate;

import io.tidegate.access.SqlAuditLog;
import io.tidegate.config.Settings;
import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.TargetGuard;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlFailingConnectors;
import io.tidegate.journal.SqlJournal;
import io.tidegate.notice.NoticeWay;
import io.tidegate.notice.Notices;
import io.tidegate.notice.SqlNotices;
import io.tidegate.notice.WebhookWay;
import io.tidegate.route.Activations;
import io.tidegate.route.FailingSince;
import io.tidegate.route.Roster;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** What a server does about connectors that only fail, and how it tells of it. */
final class ServerNotices implements AutoCloseable {
    private final Settings settings;
    private final Parts parts;
    private final FailingSince failing;
    private final Activations activations;
    private final Notices notices;
    private final SelfSwitch switching;
    private @Nullable HttpSender sender;

    /** What the server has by then. */
    record Parts(
            Routing.Wires wires,
            CamelContext camel,
            SqlDatabase database,
            SqlJournal journal,
            BooleanSupplier leads,
            Clock clock) {}

    /** Begins to tell what the last start left. */
    ServerNotices(Settings settings, Parts parts, Activations activations, FailingSince failing) {
        this.failing = failing;
        this.activations = activations;
        this.settings = settings;
        this.parts = parts;
        this.notices =
                Notices.start(
                        new SqlNotices(parts.database(), parts.journal(), parts.leads()), ways());
        this.switching =
                new SelfSwitch(
                        activations,
                        new SqlAuditLog(parts.journal(), parts.clock()),
                        notices,
                        parts.journal()::newId,
                        failing::forget,
                        parts.clock());
    }

    private List<NoticeWay> ways() {
        List<NoticeWay> ways = new ArrayList<>();
        String url = settings.noticeWebhook();
        String secret = settings.noticeSecret();
        if (url != null && secret != null) {
            ways.add(new WebhookWay(sender(url), url, secret, parts.clock()));
        }
        String mail = settings.noticeMail();
        if (mail != null) {
            ways.add(new MailWay(parts.camel(), mail));
        }
        return ways;
    }

    /** Its address is trusted as a setting is: it may be a private one. */
    private HttpSender sender(String url) {
        TargetGuard guard =
                new TargetGuard(false, List.of(URI.create(url).getHost()), parts.clock());
        HttpSender own =
                new HttpSender(
                        new HttpSender.Network(
                                parts.wires().vertx(), parts.wires().loops(), guard, uri -> uri),
                        1,
                        settings.connectTimeout(),
                        settings.responseTimeout());
        sender = own;
        return own;
    }

    /** From now on connectors that only fail are switched off. */
    ServerNotices watching(Roster roster) {
        SqlFailingConnectors known = new SqlFailingConnectors(parts.database(), parts.journal());
        failing.use(
                FailingSince.Partners.of(
                        roster,
                        activations,
                        known,
                        new FailingSince.End() {
                            @Override
                            public void gone(String connector, String reason) {
                                switching.deactivate(connector, reason, one -> true);
                            }

                            @Override
                            public void failed(String connector, String reason) {
                                switching.deactivate(connector, reason, failing::isStill);
                            }
                        }));
        return this;
    }

    /** This node begins to do what one does for all. */
    void lead() {
        notices.lead();
    }

    /** What does not do well, a line each. */
    List<String> problems() {
        return notices.problems();
    }

    @Override
    public void close() {
        Closing.each(switching, notices, sender);
    }
}
