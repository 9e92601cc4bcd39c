package io.tidegate;

import io.tidegate.connector.ConsoleFiles;
import io.tidegate.connector.FoundFile;
import io.tidegate.connector.LiveFiles;
import io.tidegate.connector.Loaded;
import io.tidegate.connector.Mistake;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.KnownConnector;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was made of the routes folder: connectors that run, files with mistakes, and connectors that
 * are held because of them.
 */
final class RoutesFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RoutesFolder.class);

    private final Path folder;
    private final Dispatcher dispatcher;
    private final SqlKnownConnectors known;
    private final boolean live;
    private final Clock clock;
    private final Runnable changed;
    private volatile Loaded loaded = Loaded.NOTHING;
    private volatile HeldConnectors held = HeldConnectors.NONE;
    private volatile @Nullable String problem;
    private boolean isCompared;
    private boolean isRemembered = true;
    private @Nullable LiveFiles console;

    /**
     * @param live whether saved files are taken over without a start
     * @param changed told when other connectors run, or other versions of them
     */
    RoutesFolder(
            Path folder,
            Dispatcher dispatcher,
            SqlKnownConnectors known,
            boolean live,
            Clock clock,
            Runnable changed) {
        this.changed = changed;
        this.live = live;
        this.folder = folder;
        this.dispatcher = dispatcher;
        this.known = known;
        this.clock = clock;
    }

    /** Once, before events are taken. */
    synchronized void load(LiveFiles files) {
        try {
            loaded = files.load();
        } catch (IOException e) {
            throw new UncheckedIOException("the routes in " + folder + " cannot be read", e);
        }
        files.takeChanged();
        if (loaded.files().isEmpty() && !Files.isDirectory(folder)) {
            LOG.warn(
                    "there is no folder {}: no connectors, events are stored and nothing is sent",
                    folder);
        }
        mistakes().forEach(mistake -> LOG.error("{}", mistake));
        loaded.warnings().forEach(warning -> LOG.warn("{}", warning));
        hold(known.all());
        isCompared = remember(List.of());
        changed.run();
        console = files;
    }

    /**
     * Takes over what the console saved or deleted just now, whether or not saved files are looked
     * for; the mistakes that keep it from running.
     *
     * @throws IllegalStateException if nothing changes any more, since the server stops
     */
    synchronized List<Mistake> take(String connector) {
        LiveFiles files = console;
        if (files == null) {
            throw new IllegalStateException("the server begins or stops");
        }
        Loaded before = loaded;
        loaded = files.take(connector);
        isCompared = false;
        say(before, files.takeChanged());
        changed.run();
        compare();
        String file = ConsoleFiles.name(connector);
        return loaded.files().stream()
                .filter(one -> one.name().equals(file))
                .flatMap(one -> one.mistakes().stream())
                .toList();
    }

    /** The console changes nothing from here on. */
    synchronized void freeze() {
        console = null;
    }

    /** Takes over what was saved since. */
    synchronized void refresh(LiveFiles files) {
        Loaded before = loaded;
        Loaded now = looked(files);
        if (now != null) {
            loaded = now;
            isCompared = false;
            say(before, files.takeChanged());
            changed.run();
        }
        compare();
    }

    private void compare() {
        if (!isCompared) {
            List<KnownConnector> remembered = known.all(); // if it cannot be read: at the next look
            hold(remembered);
            isCompared = remember(remembered);
        }
    }

    private @Nullable Loaded looked(LiveFiles files) {
        try {
            Loaded now = files.refresh();
            problem = null;
            return now;
        } catch (IOException e) {
            String now =
                    "the routes folder cannot be looked at, what runs goes on: " + e.getMessage();
            if (!now.equals(problem)) {
                LOG.error("{}", now);
            }
            problem = now;
            return null;
        }
    }

    /** Why saved files are not seen now; null if they are. */
    @Nullable String problem() {
        return problem;
    }

    private void say(Loaded before, Map<String, Boolean> changed) {
        loaded.mistakes().stream()
                .filter(mistake -> !before.mistakes().contains(mistake))
                .forEach(mistake -> LOG.error("{}; {}", mistake, what(mistake)));
        loaded.warnings().stream()
                .filter(warning -> !before.warnings().contains(warning))
                .forEach(warning -> LOG.warn("{}", warning));
        changed.forEach(
                (id, isThere) -> LOG.info("{} connector={}", isThere ? "reloaded" : "ended", id));
    }

    private String what(Mistake mistake) {
        return loaded.files().stream()
                        .anyMatch(one -> one.mistakes().contains(mistake) && runsFrom(one.name()))
                ? "the last good version of the file goes on"
                : "nothing of the file runs";
    }

    /**
     * Whether connectors run that a file of this name has brought in, in this version or its last
     * good one.
     */
    boolean runsFrom(String file) {
        return dispatcher.roster().all().stream().anyMatch(one -> file.equals(one.known().file()));
    }

    /**
     * The first mistake of each file, by its name; it may stand in a script that the file names.
     */
    Map<String, Mistake> firstMistakes() {
        Map<String, Mistake> first = new LinkedHashMap<>();
        loaded.files().stream()
                .filter(FoundFile::isBroken)
                .forEach(file -> first.putIfAbsent(file.name(), file.mistakes().get(0)));
        return first;
    }

    /** Why what runs is not what its file says now; null if it is. */
    @Nullable Mistake mistakeSince(Roster.Active one) {
        return firstMistakes().get(String.valueOf(one.known().file()));
    }

    private void hold(List<KnownConnector> remembered) {
        Set<String> before = broken();
        held = dispatcher.compare(loaded.files(), remembered);
        held().stream().filter(HeldConnector::isBroken).forEach(dispatcher.roster()::hold);
        Set<String> over = new HashSet<>(before);
        over.removeAll(broken());
        over.forEach(dispatcher.roster()::letGo);
    }

    private Set<String> broken() {
        return held().stream()
                .filter(HeldConnector::isBroken)
                .map(one -> one.last().id())
                .collect(Collectors.toSet());
    }

    /** Writes what is not remembered so: of a thousand connectors one has changed, most often. */
    private boolean remember(List<KnownConnector> so) {
        Set<KnownConnector> same = Set.copyOf(so);
        List<KnownConnector> others =
                dispatcher.roster().all().stream()
                        .map(Roster.Active::known)
                        .filter(one -> !same.contains(one))
                        .toList();
        if (others.isEmpty() && held.forgotten().isEmpty()) {
            return true;
        }
        try {
            known.keep(others, held.forgotten(), clock.millis());
            isRemembered = true;
        } catch (JournalUnavailable e) {
            if (isRemembered) {
                LOG.warn(
                        "{}; the start after this one knows of no newer connectors if their files are broken by then",
                        e.getMessage());
            }
            isRemembered = false;
        }
        return isRemembered;
    }

    /** When a file that is mended is taken over. */
    String untilMended(String file) {
        return " until " + file + " is mended" + (live ? "" : " and Tidegate started again");
    }

    List<Mistake> mistakes() {
        return loaded.mistakes();
    }

    List<HeldConnector> held() {
        return held.all();
    }
}
