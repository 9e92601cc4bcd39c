package io.tidegate;

import io.tidegate.connector.ConnectorFiles;
import io.tidegate.connector.Loaded;
import io.tidegate.connector.Mistake;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlKnownConnectors;
import io.tidegate.route.Dispatcher;
import io.tidegate.route.HeldConnector;
import io.tidegate.route.HeldConnectors;
import io.tidegate.route.Roster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start made of the routes folder: connectors that run, files with mistakes, and connectors
 * of earlier starts that are held because of them.
 */
final class RoutesFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RoutesFolder.class);

    private final Path folder;
    private final Dispatcher dispatcher;
    private final SqlKnownConnectors known;
    private final Clock clock;
    private volatile Loaded loaded = Loaded.NOTHING;
    private volatile HeldConnectors held = HeldConnectors.NONE;

    RoutesFolder(Path folder, Dispatcher dispatcher, SqlKnownConnectors known, Clock clock) {
        this.folder = folder;
        this.dispatcher = dispatcher;
        this.known = known;
        this.clock = clock;
    }

    /** Once, before events are taken. */
    void load(ConnectorFiles files) {
        try {
            loaded = files.load(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the routes in " + folder + " cannot be read", e);
        }
        if (loaded.files().isEmpty() && !Files.isDirectory(folder)) {
            LOG.warn(
                    "there is no folder {}: no connectors, events are stored and nothing is sent",
                    folder);
        }
        mistakes().forEach(mistake -> LOG.error("{}", mistake));
        loaded.warnings().forEach(warning -> LOG.warn("{}", warning));
        held = dispatcher.compare(loaded.files(), known.all());
        held().stream().filter(HeldConnector::isBroken).forEach(dispatcher.roster()::hold);
        remember();
    }

    private void remember() {
        List<Roster.Active> active = dispatcher.roster().all();
        try {
            known.keep(
                    active.stream().map(Roster.Active::known).toList(),
                    held.forgotten(),
                    clock.millis());
        } catch (JournalUnavailable e) {
            LOG.warn(
                    "{}; the start after this one knows of no newer connectors if their files are broken by then",
                    e.getMessage());
        }
    }

    List<Mistake> mistakes() {
        return loaded.mistakes();
    }

    List<HeldConnector> held() {
        return held.all();
    }
}
