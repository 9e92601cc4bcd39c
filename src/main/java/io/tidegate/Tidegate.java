package io.tidegate;

import io.tidegate.cli.Cli;
import io.tidegate.config.DataFolderInUse;
import io.tidegate.config.InvalidSettings;
import io.tidegate.config.Settings;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.observe.MaskedMessage;
import io.tidegate.sandbox.SafeSettings;
import io.tidegate.sandbox.Sandbox;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** Where the process begins. */
public final class Tidegate {
    private Tidegate() {}

    public static void main(String[] args) {
        int status = 1;
        try {
            CommandInstallation.Run run = Tidegate::run;
            status =
                    Cli.main(
                            args,
                            new CommandInstallation(System.getenv(), System.getProperties(), run));
        } catch (Error e) {
            // a thread that is left alive must not keep a broken process up
            System.err.println("tidegate: a bug, or a library is missing: " + e);
        }
        System.exit(status);
    }

    private static int run(boolean sandboxed) {
        try {
            Server server = sandboxed ? sandbox() : server();
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            stopped.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (InvalidSettings e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (DataFolderInUse | JournalUnavailable | IllegalStateException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static Server server() throws InterruptedException {
        Settings settings = Settings.ofProcess(Map.of());
        MaskedMessage.mask(settings.sensitiveFields());
        return Server.start(settings);
    }

    private static Server sandbox() throws InterruptedException {
        SafeSettings safe = SafeSettings.of(System.getenv(), System.getProperties());
        Settings settings =
                new Settings(safe.environment(), new Properties(), SafeSettings.DEFAULTS);
        MaskedMessage.mask(settings.sensitiveFields());
        return Server.start(
                settings,
                Optional.of(new Sandbox(settings.host(), settings.dataDir(), safe.ignored())));
    }
}
