package io.tidegate;

import io.tidegate.connector.LiveFiles;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for saved route files, several times a second: no file system leaves that out. */
final class RoutesWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RoutesWatch.class);
    private static final long PAUSE_MILLIS = 300;
    private static final long CLOSE_SECONDS = 5;

    private final RoutesFolder folder;
    private final LiveFiles files;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread made = new Thread(work, "routes-watch");
                        made.setDaemon(true);
                        return made;
                    });
    private final ScheduledFuture<?> looking;
    private String failure = "";

    RoutesWatch(RoutesFolder folder, LiveFiles files) {
        this.folder = folder;
        this.files = files;
        looking =
                thread.scheduleWithFixedDelay(
                        this::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            folder.refresh(files);
            failure = "";
        } catch (Exception | Error e) {
            if (!failure.equals(String.valueOf(e.getMessage()))) {
                failure = String.valueOf(e.getMessage());
                LOG.error("saved files were not taken over whole; what runs goes on", e);
            }
        }
    }

    /** Returns when a change that is under way has been made. */
    @Override
    public void close() {
        looking.cancel(false);
        thread.shutdown();
        try {
            thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
