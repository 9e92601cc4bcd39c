package io.tidegate.connector;

import io.tidegate.hook.ScriptLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * The folder of route files while the server runs: what was saved since takes the place of its last
 * version, and what did not change goes on untouched. A file with mistakes leaves its last good
 * version running. To be used by one thread at a time.
 */
public final class LiveFiles {
    private final Path folder;
    private final ConsoleFiles console;
    private final Loading with;
    private final Map<String, CurrentFile> current = new TreeMap<>();

    /** As the files were when they were read. */
    private final Map<Path, Stamp> read = new HashMap<>();

    /** As they were at the last look. */
    private Map<Path, Stamp> seen = new HashMap<>();

    private boolean wasThere;

    /** The files that they name. */
    private Set<Path> named = Set.of();

    /**
     * @param folder may be missing: then it is empty
     * @param console connectors beside those of the folder, which come first
     */
    public LiveFiles(
            Path folder,
            ConsoleFiles console,
            ConnectorRoutes routes,
            RouteHost host,
            CamelContext context,
            Usual usual) {
        this.folder = folder;
        this.console = console;
        this.with =
                new Loading(
                        context,
                        routes,
                        usual.terms(),
                        usual.limits(),
                        false,
                        new RouteTable(host));
    }

    /** What holds for a connector that says nothing else. */
    public record Usual(Terms terms, ScriptLimits limits) {}

    /**
     * Puts the routes of every file into the context, which must be started.
     *
     * @throws IOException if the folder cannot be listed
     */
    public Loaded load() throws IOException {
        KameletFiles.lookIn(folder, with.context());
        wasThere = Files.isDirectory(folder);
        read.putAll(stamps()); // before they are listed: what comes between is read again
        List<Path> files = ConnectorFiles.list(folder);
        try (JavaCompilation compilation = new JavaCompilation()) {
            List<Candidate> all = all(new Candidates(with, compilation), files);
            pass(all, Set.of(), all);
        }
        return Loaded.of(current.values());
    }

    /**
     * Looks at the files again; null if nothing was written since, or if it may be written still:
     * it has to look the same twice.
     *
     * @throws IOException if the folder cannot be listed, also if it was there before and is gone:
     *     most likely it is away for a moment, while its connectors would miss their events
     */
    public @Nullable Loaded refresh() throws IOException {
        if (wasThere && !Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "it is gone, or no folder now");
        }
        wasThere = Files.isDirectory(folder);
        Map<Path, Stamp> now = stamps();
        Set<Path> changed = changed(now);
        boolean mayBeWritten = !changed.isEmpty() && !now.equals(seen);
        seen = now;
        if (changed.isEmpty() || mayBeWritten) {
            return null;
        }
        read.clear();
        read.putAll(now);
        apply(ConnectorFiles.list(folder), changed);
        return Loaded.of(current.values());
    }

    /**
     * What became of the routes that the last call began, exchanged or ended: whether each is
     * there, by its id.
     */
    public Map<String, Boolean> takeChanged() {
        return with.table().takeChanged();
    }

    private Map<Path, Stamp> stamps() throws IOException {
        Map<Path, Stamp> stamps = FolderLook.at(absolute(folder));
        stamps.putAll(FolderLook.at(absolute(console.folder())));
        named.forEach(path -> stamps.computeIfAbsent(path, Stamp::of));
        return stamps;
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private Set<Path> changed(Map<Path, Stamp> now) {
        Set<Path> changed = new HashSet<>();
        now.forEach(
                (path, stamp) -> {
                    if (!stamp.equals(read.get(path))) {
                        changed.add(path);
                    }
                });
        read.keySet().stream().filter(path -> !now.containsKey(path)).forEach(changed::add);
        return changed;
    }

    private void apply(List<Path> files, Set<Path> changed) throws IOException {
        try (JavaCompilation compilation = new JavaCompilation()) {
            Candidates candidates = new Candidates(with, compilation);
            List<Candidate> wanted = all(candidates, files);
            Set<String> gone = new HashSet<>(current.keySet());
            wanted.forEach(candidate -> gone.remove(candidate.file().name()));
            List<Candidate> again =
                    wanted.stream().filter(candidate -> isConcerned(candidate, changed)).toList();
            pass(again, gone, wanted);
        }
    }

    private List<Candidate> all(Candidates candidates, List<Path> files) throws IOException {
        List<Candidate> all = new ArrayList<>(candidates.all(files, folder));
        all.addAll(console.candidates(with));
        return all;
    }

    /**
     * Takes over a connector that the console saved or deleted just now, whole, and nothing else.
     */
    public Loaded take(String connector) {
        Path path = absolute(console.file(connector));
        Candidate candidate = console.candidate(console.file(connector), with);
        String name = candidate.file().name();
        boolean isThere = Files.isRegularFile(path);
        Set<String> gone = isThere || !current.containsKey(name) ? Set.of() : Set.of(name);
        List<Candidate> one = isThere ? List.of(candidate) : List.of();
        read.remove(path);
        if (isThere) {
            read.put(path, Stamp.of(path)); // before it is read
        }
        pass(one, gone, one);
        return Loaded.of(current.values());
    }

    /** A file with mistakes may be right by what another one says now. */
    private boolean isConcerned(Candidate candidate, Set<Path> changed) {
        CurrentFile known = current.get(candidate.file().name());
        return known == null
                || known.found().isBroken()
                || console.has(candidate) // what a file of routes names now is not the console's
                || changed.contains(absolute(Path.of(candidate.file().name())))
                || known.reads().keySet().stream().anyMatch(changed::contains);
    }

    private void pass(List<Candidate> candidates, Set<String> gone, List<Candidate> all) {
        new FilePass(with, current).run(candidates, gone, all);
        Set<Path> names = new HashSet<>();
        for (CurrentFile file : current.values()) {
            file.reads().forEach(read::putIfAbsent);
            names.addAll(file.reads().keySet());
        }
        named = names;
    }
}
