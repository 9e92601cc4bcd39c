package io.tidegate;

import io.tidegate.cli.Installation;
import io.tidegate.cli.Local;
import io.tidegate.cli.Refused;
import io.tidegate.cli.Where;
import io.tidegate.config.DataFolder;
import io.tidegate.config.DataFolderInUse;
import io.tidegate.config.InvalidSettings;
import io.tidegate.config.Settings;
import io.tidegate.config.Tokens;
import io.tidegate.connector.Connector;
import io.tidegate.connector.DestinationFiles;
import io.tidegate.connector.Loaded;
import io.tidegate.destination.Destinations;
import io.tidegate.rehearsal.ConnectorTests;
import io.tidegate.rehearsal.InvalidGiven;
import io.tidegate.rehearsal.SampleEvent;
import io.tidegate.rehearsal.TestReport;
import io.tidegate.rehearsal.Tried;
import io.tidegate.sandbox.SafeSettings;
import io.tidegate.security.UnusableKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the command line stands on: this process' settings, and the server that {@code run} starts.
 */
final class CommandInstallation implements Installation {
    private static final String SQLITE = "jdbc:sqlite:";

    private final Map<String, String> environment;
    private final Properties system;
    private final Run run;

    /** Runs the server until it is told to stop; gives the exit status. */
    interface Run {
        int run(boolean sandbox);
    }

    CommandInstallation(Map<String, String> environment, Properties system, Run run) {
        this.environment = environment;
        this.system = system;
        this.run = run;
    }

    @Override
    public int run(boolean sandbox) {
        return run.run(sandbox);
    }

    @Override
    public Loaded validate(List<Path> paths) {
        try (Offline offline = Offline.toLookAt(settings())) {
            return offline.load(paths);
        }
    }

    @Override
    public TestReport test(List<Path> paths) throws InterruptedException {
        try (Offline offline = Offline.toTry(settings())) {
            return new ConnectorTests(offline.bench()).run(offline.load(paths));
        }
    }

    @Override
    public Tried dryRun(String connector, Path event) throws InterruptedException {
        Settings settings = settings();
        try {
            SampleEvent.Content content = SampleEvent.Content.of(event);
            try (Offline offline = Offline.toTry(settings)) {
                Connector tried = offline.connector(connector);
                return Tried.of(offline.bench(), tried, SampleEvent.of(content, tried));
            }
        } catch (InvalidGiven e) {
            throw Refused.wrongUse(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String saveTest(Tried tried) throws InterruptedException {
        return new SavedTest(settings(), tried).save();
    }

    @Override
    public String export(String connector, boolean ours) {
        try (Offline offline = Offline.toLookAt(settings())) {
            return offline.export(connector, ours);
        }
    }

    @Override
    public Path routesFolder() {
        return settings().routesDir();
    }

    @Override
    public Destinations destinations() {
        return DestinationFiles.of(settings().routesDir());
    }

    @Override
    public Where where() {
        Settings settings = settings();
        // The sandbox keeps a data folder of its own, and listens at the same address.
        Stream<String> tokens = Stream.of(settings, sandboxed()).map(Tokens::admin);
        return new Where(
                origin(settings),
                settings.tlsCertificate(),
                tokens.filter(Objects::nonNull).distinct().toList(),
                settings.warnings());
    }

    @Override
    public String consoleOrigin() {
        Settings settings = settings();
        String said = settings.publicUrl();
        return said == null ? origin(settings) : said;
    }

    @Override
    public Where intake() {
        Settings settings = settings();
        return new Where(
                Defaults.publicOrigin(settings),
                settings.tlsCertificate(),
                List.of(),
                settings.warnings());
    }

    private static String origin(Settings settings) {
        Integer own = settings.adminPort();
        return Defaults.adminOrigin(settings, own == null ? settings.port() : own);
    }

    @Override
    public Local open() {
        Settings settings = settings();
        String none = "no server answers at " + origin(settings).replaceFirst("^https?://", "");
        String url = settings.databaseUrl();
        if (url.startsWith(SQLITE) && !Files.exists(file(url))) {
            throw Refused.no(
                    none
                            + ", and there is no journal at "
                            + file(url)
                            + ": nothing has run here yet (TIDEGATE_HOST, TIDEGATE_PORT and"
                            + " TIDEGATE_DATA_DIR say where to look)");
        }
        try {
            return new LocalApi(DataFolder.lock(settings.dataDir()), settings);
        } catch (UnusableKey e) {
            throw Refused.no(String.valueOf(e.getMessage()));
        } catch (DataFolderInUse e) {
            throw Refused.no(
                    none
                            + ", but process "
                            + e.pid()
                            + " works on the data folder "
                            + settings.dataDir()
                            + ": set TIDEGATE_HOST and TIDEGATE_PORT to where that one listens");
        }
    }

    private static Path file(String url) {
        return Path.of(url.substring(SQLITE.length()).replaceAll("\\?.*", ""));
    }

    private Settings settings() {
        return read(() -> new Settings(environment, system, Map.of()));
    }

    private Settings sandboxed() {
        SafeSettings safe = SafeSettings.of(environment, system);
        return read(
                () -> new Settings(safe.environment(), new Properties(), SafeSettings.DEFAULTS));
    }

    private static Settings read(Supplier<Settings> settings) {
        try {
            return settings.get();
        } catch (InvalidSettings e) {
            throw Refused.wrongUse(String.valueOf(e.getMessage()));
        }
    }
}
