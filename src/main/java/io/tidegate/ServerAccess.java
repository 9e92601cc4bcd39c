package io.tidegate;

import io.tidegate.access.Access;
import io.tidegate.access.AuditLog;
import io.tidegate.access.SqlAuditLog;
import io.tidegate.api.AccessAdmission;
import io.tidegate.api.AccessResources;
import io.tidegate.api.Admission;
import io.tidegate.api.Api;
import io.tidegate.api.ApiSources;
import io.tidegate.api.ProviderMount;
import io.tidegate.api.Resource;
import io.tidegate.api.SignInMount;
import io.tidegate.api.TokenAdmission;
import io.tidegate.api.Visits;
import io.tidegate.config.Settings;
import io.tidegate.config.Tokens;
import io.tidegate.delivery.EventLoops;
import io.tidegate.intake.BearerToken;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.security.Seal;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who may, in a running server. */
final class ServerAccess implements AutoCloseable {
    private final Settings settings;
    private final Seal seal;
    private final Optional<ProviderSide> provider;
    private final Vertx vertx;
    private final Access access;
    private final AuditLog audit;
    private final Visits visits;

    /** What the server has by then. */
    record Parts(
            Vertx vertx,
            EventLoops loops,
            SqlDatabase database,
            SqlJournal journal,
            Seal seal,
            Clock clock) {}

    ServerAccess(Settings settings, Parts parts) {
        this.settings = settings;
        this.vertx = parts.vertx();
        this.seal = parts.seal();
        this.provider =
                ProviderSide.of(settings, vertx, parts.loops(), parts.seal(), parts.clock());
        this.access =
                Access.of(
                        parts.database(),
                        parts.journal(),
                        parts.seal(),
                        parts.clock(),
                        settings.sessionIdle());
        this.audit = new SqlAuditLog(parts.journal(), parts.clock());
        this.visits = new Visits(settings.trustedProxies());
    }

    /** The doors of the console, and the management API with its part of it. */
    void mount(ServerDoors doors, Tokens tokens, ApiSources sources, List<Resource> more) {
        List<Resource> all = new ArrayList<>(more);
        all.addAll(List.of(AccessResources.of(access)));
        new Api(sources, audit, all.toArray(Resource[]::new))
                .mount(doors.admin(), admission(tokens));
        ProviderMount mount = provider.map(side -> mount(side, doors)).orElse(null);
        new SignInMount(vertx, access, visits, audit, mount).mount(doors.admin());
    }

    private ProviderMount mount(ProviderSide side, ServerDoors doors) {
        var provided =
                new ProviderMount.Provided(
                        side.signIn(), settings.oidcTitle(), doors::publicOrigin, seal);
        return new ProviderMount(vertx, access, visits, audit, provided);
    }

    private Admission admission(Tokens tokens) {
        var ofSettings = new TokenAdmission(new BearerToken(tokens.admin(), tokens.producer()));
        return new AccessAdmission(vertx, ofSettings, access, visits);
    }

    /**
     * While nobody can sign in each start prints a link that is good once.
     *
     * @param origin where the console is, such as {@code http://127.0.0.1:8080}
     */
    void announce(String origin) {
        access.doors()
                .setupToken()
                .map(
                        token ->
                                "nobody can sign in to the console yet; make the administrator, once, at "
                                        + origin
                                        + "/console/#/setup/"
                                        + token)
                .ifPresent(System.out::println);
    }

    @Override
    public void close() {
        provider.ifPresent(ProviderSide::close);
    }
}
