package io.tidegate;

import io.tidegate.backfill.Identity;
import io.tidegate.config.Settings;
import io.tidegate.connector.ActionTarget;
import io.tidegate.connector.Connector;
import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.TargetGuard;
import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.Actions;
import io.tidegate.identity.Authentication;
import io.tidegate.identity.Credentials;
import io.tidegate.identity.IdentityProvider;
import io.tidegate.identity.LoginRadius;
import io.tidegate.identity.RateLimit;
import io.tidegate.identity.Scim;
import io.tidegate.identity.Transport;
import io.tidegate.inflow.Origins;
import io.tidegate.inflow.Sensitive;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.route.Actor;
import io.tidegate.route.Dispatcher;
import io.tidegate.route.IdentityTransport;
import io.tidegate.route.Roster;
import io.tidegate.route.SyncedActor;
import io.tidegate.route.SyncedEchoes;
import io.tidegate.sandbox.Sandbox;
import io.tidegate.sync.Sync;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The identity provider that the settings name, or the sandbox's, and what is known of echoes. */
final class IdentitySide implements Identity, AutoCloseable {
    private static final long TIDY_MILLIS = 5 * 60_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final String LOGIN_RADIUS = "https://api.loginradius.com";

    private final Settings settings;
    private final Optional<Sandbox> sandbox;
    private final Routing.Wires wires;
    private final Clock clock;
    private final Sync sync;
    private final SyncedEchoes echoes;
    private final IdentityTransport transport;
    private final long timer;
    private volatile @Nullable IdentityProvider provider;

    IdentitySide(
            Settings settings,
            Optional<Sandbox> sandbox,
            Routing.Wires wires,
            SqlDatabase database,
            SqlJournal journal,
            Clock clock) {
        this.settings = settings;
        this.sandbox = sandbox;
        this.wires = wires;
        this.clock = clock;
        this.sync = Sync.open(database, journal, IdentitySide::redacted, clock);
        this.echoes = new SyncedEchoes(sync, clock);
        this.transport = new IdentityTransport(sender(), wires.tracing());
        this.timer = wires.vertx().setPeriodic(TIDY_MILLIS, now -> tidy());
    }

    /** Its address is trusted as a setting is: it may be a private one. */
    private HttpSender sender() {
        String url = settings.identityUrl();
        List<String> host = url == null ? List.of() : List.of(URI.create(url).getHost());
        TargetGuard guard = new TargetGuard(sandbox.isPresent(), host, clock);
        return new HttpSender(
                new HttpSender.Network(wires.vertx(), wires.loops(), guard, uri -> uri),
                settings.concurrency(),
                settings.connectTimeout(),
                settings.responseTimeout());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> redacted(Map<String, @Nullable Object> account) {
        Object clean = Sensitive.removed(account);
        return clean == null ? new LinkedHashMap<>() : (Map<String, @Nullable Object>) clean;
    }

    private void tidy() {
        wires.vertx()
                .executeBlocking(
                        () -> {
                            sync.tidy();
                            return true;
                        },
                        false);
    }

    Actor actor() {
        return new SyncedActor(() -> new Actions(provider()), sync, clock);
    }

    Origins origins() {
        return sync::origin;
    }

    void useIn(Dispatcher dispatcher) {
        dispatcher.use(echoes);
    }

    /** Looks which connectors there are; blocks. */
    void connectors(Roster roster) {
        echoes.connectors(all(roster), exported(roster));
    }

    /** Systems whose inflows were exported, and run as plain routes. */
    private static Set<String> exported(Roster roster) {
        return roster.all().stream()
                .filter(one -> one.connector() == null && one.entrance() != null)
                .flatMap(one -> Stream.ofNullable(Objects.requireNonNull(one.entrance()).system()))
                .collect(Collectors.toSet());
    }

    private static List<Connector> all(Roster roster) {
        return roster.all().stream().flatMap(one -> Stream.ofNullable(one.connector())).toList();
    }

    /** What keeps connectors from acting, a line each. */
    List<String> degraded(Roster roster) {
        return all(roster).stream().flatMap(one -> Stream.ofNullable(problem(one))).toList();
    }

    private @Nullable String problem(Connector connector) {
        if (!(connector.to() instanceof ActionTarget target)) {
            return null;
        }
        boolean beyond = isScim() && !Scim.ACTIONS.contains(target.action());
        String problem =
                beyond ? target.action().word() + " is nothing that SCIM can do" : problem();
        return problem == null ? null : "connector " + connector.id() + " cannot act: " + problem;
    }

    /** Why actions cannot be carried out; null: they can. */
    @Override
    public @Nullable String problem() {
        if (settings.identitySecret() == null) {
            return "TIDEGATE_IDENTITY_SECRET is not set";
        }
        return isScim()
                ? settings.identityUrl() == null ? "TIDEGATE_IDENTITY_URL is not set" : null
                : settings.identityKey() == null ? "TIDEGATE_IDENTITY_KEY is not set" : null;
    }

    private boolean isScim() {
        return settings.identityProvider().equals("scim") && sandbox.isEmpty();
    }

    /**
     * Made when it is first asked for: the sandbox's has an address only once the server listens.
     *
     * @throws ActionFailed to be repeated, if there is none
     */
    @Override
    public synchronized IdentityProvider provider() throws ActionFailed {
        IdentityProvider made = provider;
        if (made == null) {
            String problem = problem();
            if (problem != null) {
                throw ActionFailed.repeat("there is no identity provider to act on: " + problem);
            }
            made = made();
            provider = made;
        }
        return made;
    }

    private IdentityProvider made() throws ActionFailed {
        Transport limited = new RateLimit(settings.identityRate(), LONGEST_WAIT).over(transport);
        if (isScim()) {
            return new Scim(limited, base(), this::credentials);
        }
        Authentication authentication =
                settings.identitySigning() ? Authentication.SIGNED : Authentication.HEADERS;
        return new LoginRadius(limited, base(), authentication, this::credentials, clock);
    }

    private URI base() throws ActionFailed {
        try {
            String url = sandbox.isPresent() ? sandbox.get().identityUrl() : settings.identityUrl();
            return URI.create(url == null ? LOGIN_RADIUS : url);
        } catch (IllegalArgumentException e) {
            throw ActionFailed.repeat("the identity provider is not open yet: " + e.getMessage());
        }
    }

    private Credentials credentials() {
        return new Credentials(
                Objects.requireNonNullElse(settings.identityKey(), ""),
                Objects.requireNonNullElse(settings.identitySecret(), ""));
    }

    @Override
    public void close() {
        wires.vertx().cancelTimer(timer);
        transport.close();
    }
}
