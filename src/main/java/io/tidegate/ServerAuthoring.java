package io.tidegate;

import io.tidegate.api.ConnectorFile;
import io.tidegate.api.Drafting;
import io.tidegate.api.Resource;
import io.tidegate.authoring.Authoring;
import io.tidegate.authoring.DraftText;
import io.tidegate.authoring.Looked;
import io.tidegate.authoring.NodeText;
import io.tidegate.authoring.SqlVersions;
import io.tidegate.config.Settings;
import io.tidegate.connector.Connector;
import io.tidegate.connector.ConnectorText;
import io.tidegate.connector.ConsoleFiles;
import io.tidegate.connector.Mark;
import io.tidegate.connector.Unwritable;
import io.tidegate.delivery.EventLoops;
import io.tidegate.hook.ScriptLimits;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.rehearsal.Drafts;
import io.tidegate.route.Activations;
import io.tidegate.route.HeldConnector;
import io.tidegate.route.Roster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** The server's connectors as texts: those of the console, which may be changed, and of files. */
final class ServerAuthoring {
    private final Settings settings;
    private final Roster roster;
    private final RoutesFolder routes;
    private final Supplier<CamelContext> live;
    private final Drafts drafts;
    private final SqlDatabase database;
    private final DraftTrials trials;
    private final Activations activations;
    private final Authoring authoring;

    /** What the server has by then. */
    record Parts(
            SqlDatabase database,
            SqlJournal journal,
            EventLoops loops,
            ServerDryRuns dryRuns,
            Routing routing,
            Clock clock) {}

    ServerAuthoring(
            Settings settings,
            Parts parts,
            Roster roster,
            RoutesFolder routes,
            Activations activations) {
        this.settings = settings;
        this.roster = roster;
        this.routes = routes;
        this.live = parts.routing()::context;
        this.activations = activations;
        this.drafts =
                new Drafts(
                        new Drafts.Usual(
                                Defaults.terms(settings),
                                ScriptLimits.DEFAULT.withTime(settings.hookTimeout()),
                                settings.routesDir()),
                        parts.loops(),
                        live);
        this.database = parts.database();
        this.trials = new DraftTrials(drafts, parts.dryRuns(), roster, parts.routing()::sending);
        this.authoring =
                new Authoring(
                        new SqlVersions(parts.database(), parts.journal()),
                        files(settings),
                        new Authoring.Around(
                                this::look,
                                routes::take,
                                id -> file(id).map(ServerAuthoring::where),
                                this::activate),
                        parts.clock());
    }

    /** Where the console's connectors stand as files. */
    static ConsoleFiles files(Settings settings) {
        return new ConsoleFiles(settings.dataDir().resolve("console"), settings.routesDir());
    }

    /** Before routes are loaded. */
    void restore() {
        authoring.restore();
    }

    /** Another node may have saved some. */
    void refresh() {
        authoring.refresh();
    }

    Resource[] resources() {
        Drafting drafting = new Drafting(database, authoring, this::file, this::problem, trials);
        return Drafting.resources(drafting);
    }

    private void activate(String id, boolean active, String by) {
        if (active) {
            activations.activate(id, by);
        } else {
            activations.deactivate(id, false, by);
        }
    }

    private Looked look(DraftText draft) {
        if (!draft.faults().isEmpty()) {
            return Looked.at(draft);
        }
        String name = name(draft);
        try {
            return Looked.of(
                    draft, name, drafts.look(new Drafts.Draft(name, draft.yaml()), null).loaded());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server stops", e);
        }
    }

    /** That mistakes show for its file. */
    static String name(DraftText draft) {
        return ConsoleFiles.name(draft.id().isEmpty() ? "draft" : draft.id());
    }

    /** A connector that is not the console's, or stands in its place. */
    private Optional<ConnectorFile> file(String id) {
        Optional<Roster.Active> running =
                roster.all().stream().filter(one -> one.known().id().equals(id)).findFirst();
        if (running.isPresent()) {
            String file = running.get().known().file();
            return file != null && ConsoleFiles.isOne(file)
                    ? Optional.empty()
                    : Optional.of(running(running.get()));
        }
        return routes.held().stream()
                .filter(one -> one.last().id().equals(id) && one.isBroken())
                .filter(one -> !ConsoleFiles.isOne(String.valueOf(one.last().file())))
                .findFirst()
                .map(this::broken);
    }

    private ConnectorFile running(Roster.Active one) {
        Connector connector = one.connector();
        if (connector == null) {
            return inFile(one.known().kind(), one.known().id(), one.known().file(), null);
        }
        Mark mark = connector.label().mark();
        ConnectorFile found = inFile(connector.kind(), connector.id(), mark.file(), mark.line());
        return found.yaml() != null ? found : exported(connector, mark);
    }

    /** What Java says, as far as YAML can say it. */
    private ConnectorFile exported(Connector connector, Mark mark) {
        try {
            String yaml = new ConnectorText(Defaults.terms(settings), live.get()).of(connector);
            return new ConnectorFile(
                    connector.kind(),
                    mark.file(),
                    mark.line(),
                    yaml,
                    NodeText.in(yaml, connector.id()).map(NodeText::config).orElse(null));
        } catch (Unwritable e) {
            return new ConnectorFile(connector.kind(), mark.file(), mark.line(), null, null);
        }
    }

    private ConnectorFile broken(HeldConnector one) {
        String file = one.last().file();
        return inFile(
                one.last().kind(),
                one.last().id(),
                file == null ? null : settings.routesDir().resolve(file).toString(),
                null);
    }

    private static ConnectorFile inFile(
            String kind, String id, @Nullable String file, @Nullable Integer line) {
        if (file != null && file.endsWith(".yaml")) {
            try {
                Optional<NodeText> node = NodeText.in(Files.readString(Path.of(file)), id);
                if (node.isPresent()) {
                    NodeText is = node.get();
                    return new ConnectorFile(kind, file, is.line(), is.yaml(), is.config());
                }
            } catch (IOException e) {
                // it is shown without its text
            }
        }
        return new ConnectorFile(kind, file, line, null, null);
    }

    private static String where(ConnectorFile file) {
        return file.file() == null
                ? "a class in a jar has it"
                : "it stands at " + file.file() + (file.line() == null ? "" : ":" + file.line());
    }

    /** Why a connector of the console does not run as it is saved. */
    private Optional<String> problem(String id) {
        return Optional.ofNullable(routes.firstMistakes().get(ConsoleFiles.name(id)))
                .map(mistake -> mistake.toString());
    }
}
