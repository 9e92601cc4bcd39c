package io.tidegate;

import io.tidegate.access.Access;
import io.tidegate.access.Caller;
import io.tidegate.access.Role;
import io.tidegate.access.SqlAuditLog;
import io.tidegate.api.AccessResources;
import io.tidegate.api.Answer;
import io.tidegate.api.Api;
import io.tidegate.api.ApiSources;
import io.tidegate.api.Asked;
import io.tidegate.api.ConnectorDirectory;
import io.tidegate.api.DryRuns;
import io.tidegate.api.ErasureResource;
import io.tidegate.api.JobResource;
import io.tidegate.api.Resource;
import io.tidegate.api.SettingsResource;
import io.tidegate.cli.Local;
import io.tidegate.cli.Said;
import io.tidegate.config.DataFolder;
import io.tidegate.config.Settings;
import io.tidegate.connector.DestinationFiles;
import io.tidegate.failedquery.Jobs;
import io.tidegate.failedquery.SqlFailedQueries;
import io.tidegate.journal.CommitListeners;
import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.SqlActivations;
import io.tidegate.journal.SqlAfterHooks;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.SqlKnownConnectors;
import io.tidegate.security.Seal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The management API over a journal that no server works on. */
final class LocalApi implements Local {
    private final DataFolder folder;
    private final SqlJournal journal;
    private final Jobs jobs;
    private final Api api;

    /**
     * @param folder held already; closed with this, or if this fails
     */
    LocalApi(DataFolder folder, Settings settings) {
        this.folder = folder;
        Clock clock = Clock.systemUTC();
        int waiting = JournalSettings.DEFAULT_MAX_WAITING;
        try {
            SqlDatabase database =
                    SqlDatabase.open(
                            new JournalSettings(
                                    settings.databaseUrl(),
                                    settings.databaseUser(),
                                    settings.databasePassword(),
                                    waiting));
            var partners =
                    new SqlJournal.Partners(
                            type -> List.of(), CommitListeners.NONE, (n, t) -> {}, clock);
            this.journal = new SqlJournal(database, partners, waiting);
            ServerSecrets.openPayloads(settings, database, journal, clock);
            var failedQueries = new SqlFailedQueries(database, journal, connector -> {}, clock);
            this.jobs = new Jobs(database, journal, connector -> {}, clock);
            this.api =
                    new Api(
                            new ApiSources(
                                    database,
                                    new SealedReplays(failedQueries, null),
                                    ConnectorDirectory.UNKNOWN,
                                    DryRuns.NONE,
                                    new SwitchesAlone(
                                            new SqlActivations(database, journal),
                                            new SqlKnownConnectors(database, journal),
                                            journal,
                                            clock),
                                    List::of,
                                    () -> DestinationFiles.of(settings.routesDir()),
                                    Set::of,
                                    new SqlAfterHooks(journal, (connector, delivery) -> {}),
                                    () -> ServerSecrets.alone(settings, database, journal, clock),
                                    Optional::empty),
                            new SqlAuditLog(journal, clock),
                            more(settings, database, clock));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private Resource[] more(Settings settings, SqlDatabase database, Clock clock) {
        Access access =
                Access.of(database, journal, Seal.ofThisProcess(), clock, settings.sessionIdle());
        List<Resource> more = new ArrayList<>(List.of(AccessResources.of(access)));
        more.add(new SettingsResource(Defaults.shown(settings)));
        more.add(new JobResource(() -> jobs));
        more.add(new ErasureResource(Optional::empty));
        return more.toArray(Resource[]::new);
    }

    @Override
    public Said ask(String method, String uri, byte[] body) {
        String user = "cli:" + System.getProperty("user.name", "?");
        Answer answer =
                api.call(new Asked(method, uri, Map.of(), body, new Caller(user, Role.ADMIN)));
        return new Said(answer.status(), answer.body());
    }

    @Override
    public void close() {
        jobs.close();
        journal.close();
        folder.close();
    }
}
