package io.tidegate;

import io.tidegate.config.DataFolderInUse;
import io.tidegate.config.InvalidSettings;
import io.tidegate.config.Settings;
import io.tidegate.journal.JournalUnavailable;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Where the process begins. */
public final class Tidegate {
    private Tidegate() {}

    public static void main(String[] args) throws Exception {
        System.exit(run());
    }

    private static int run() throws InterruptedException {
        try {
            Server server = Server.start(Settings.ofProcess(Map.of()));
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            stopped.await();
            return 0;
        } catch (InvalidSettings | DataFolderInUse | JournalUnavailable | IllegalStateException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }
}
