package io.tidegate.connector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads files and puts what is right of them into the context, each in the place of its last
 * version.
 */
final class FilePass {
    private final Loading with;
    private final Map<String, CurrentFile> current;
    private final Findings found;

    /**
     * @param current what is known of files by their names; it is brought up to date
     */
    FilePass(Loading with, Map<String, CurrentFile> current) {
        this.with = with;
        this.current = current;
        this.found = new Findings(with.thorough());
    }

    /**
     * @param candidates those to be read
     * @param gone names of files that are not there any more
     * @param all every file there is: each is read if what any route may use has changed
     */
    void run(List<Candidate> candidates, Collection<String> gone, List<Candidate> all) {
        List<RouteFile> files = readAll(candidates, found);
        if (!current.isEmpty() && changesShared(files, ended(files, candidates, gone))) {
            with.table().allAnew(true);
            try {
                FilePass anew = new FilePass(with, current);
                anew.put(readAll(all, anew.found), all, gone);
            } finally {
                with.table().allAnew(false);
            }
        } else {
            put(files, candidates, gone);
        }
    }

    /** Those that are gone, and those that say nothing any more. */
    private Set<String> ended(
            List<RouteFile> read, List<Candidate> candidates, Collection<String> gone) {
        Set<String> ended = new TreeSet<>(gone);
        candidates.stream()
                .map(candidate -> candidate.file().name())
                .filter(name -> found.isRight(name) && current.containsKey(name))
                .forEach(ended::add);
        read.forEach(file -> ended.remove(file.name()));
        return ended;
    }

    private boolean changesShared(List<RouteFile> files, Set<String> ended) {
        return ended.stream().anyMatch(name -> !with.table().sharedOf(name).isEmpty())
                || files.stream()
                        .anyMatch(file -> !with.table().isSameShared(file.name(), file.prints()));
    }

    private void put(List<RouteFile> read, List<Candidate> candidates, Collection<String> gone) {
        Set<String> names = ended(read, candidates, gone);
        List<EndedFile> ended = names.stream().map(this::ended).toList();
        List<FileSwap> swaps = distinct(read, names).stream().map(this::swap).toList();
        swaps.forEach(FileSwap::adopt); // before any file takes out what it has no more
        ended.forEach(EndedFile::makeRoom);
        swaps = added(swaps, FileSwap::makeRoom);
        swaps = added(swaps, FileSwap::addShared);
        swaps = added(swaps, FileSwap::addRoutes);
        swaps = added(swaps, FileSwap::addTemplated);
        ended.forEach(EndedFile::commit);
        current.keySet().removeAll(names);
        Map<String, FileSwap> right =
                swaps.stream().collect(Collectors.toMap(s -> s.file().name(), s -> s));
        for (Candidate candidate : candidates) {
            String name = candidate.file().name();
            current.put(name, now(candidate, current.get(name), right.get(name)));
        }
    }

    private EndedFile ended(String name) {
        CurrentFile last = current.get(name);
        return new EndedFile(name, last == null ? null : last.shared(), with);
    }

    private FileSwap swap(RouteFile file) {
        CurrentFile last = current.get(file.name());
        return new FileSwap(file, last == null ? null : last.shared(), with);
    }

    private CurrentFile now(
            Candidate candidate, @Nullable CurrentFile last, @Nullable FileSwap swap) {
        String name = candidate.file().name();
        RouteFile good = last == null ? null : last.good();
        SharedParts shared = last == null ? null : last.shared();
        if (swap != null && found.isRight(name)) {
            good = swap.file();
            shared = swap.commit();
            good.connectors().forEach(with.routes()::moved);
        }
        return new CurrentFile(
                candidate,
                found.file(candidate),
                found.warnings(name),
                found.reads(name),
                good,
                shared);
    }

    /** What files have that are not read now. */
    private Map<String, Mark> takenByOthers(List<OutflowFile> read, Set<String> ended) {
        Set<String> names =
                read.stream().map(file -> file.file().name()).collect(Collectors.toSet());
        Map<String, Mark> taken = new HashMap<>();
        current.forEach(
                (name, file) -> {
                    if (file.good() != null && !names.contains(name) && !ended.contains(name)) {
                        file.good().content().routes().forEach(taken::putIfAbsent);
                    }
                });
        return taken;
    }

    static List<RouteFile> readAll(List<Candidate> candidates, Findings found) {
        List<RouteFile> files = new ArrayList<>();
        for (Candidate candidate : candidates) {
            SourceFile file = candidate.file();
            try {
                candidate.read(found).ifPresent(files::add);
            } catch (StackOverflowError e) {
                String deep = "it is nested too deeply to be read: no connector needs 1,000 levels";
                found.add(file.name(), List.of(new Mistake(file.start(), deep)));
            } catch (InvalidConnector e) {
                found.add(file.name(), e.mistakes());
            } catch (Exception | LinkageError | AssertionError e) {
                Mark mark = CamelText.mark(e, file, file.start());
                found.add(file.name(), List.of(new Mistake(mark, CamelText.message(e))));
            }
        }
        return files;
    }

    /** Of two files with one id the first by name is kept: the order of loading never decides. */
    private List<RouteFile> distinct(List<RouteFile> files, Set<String> ended) {
        List<OutflowFile> contents =
                with.thorough() ? found.read() : files.stream().map(RouteFile::content).toList();
        Map<String, Mark> taken = takenByOthers(contents, ended);
        Set<OutflowFile> refused = new HashSet<>();
        for (OutflowFile content : contents) {
            List<Mistake> mistakes =
                    content.routes().entrySet().stream()
                            .flatMap(id -> taken(id, taken).stream())
                            .toList();
            found.add(content.file().name(), mistakes);
            if (mistakes.isEmpty() || with.thorough()) {
                content.routes().forEach(taken::putIfAbsent);
            } else {
                refused.add(content);
            }
        }
        return files.stream().filter(file -> !refused.contains(file.content())).toList();
    }

    private Optional<Mistake> taken(Map.Entry<String, Mark> route, Map<String, Mark> taken) {
        String is = "the id \"" + route.getKey() + "\" is taken: ";
        Mark other = taken.get(route.getKey());
        if (other != null) {
            return Optional.of(
                    new Mistake(route.getValue(), is + "it stands at " + other + " too"));
        }
        return with.context().getRoute(route.getKey()) == null || with.table().has(route.getKey())
                ? Optional.empty()
                : Optional.of(
                        new Mistake(route.getValue(), is + "a route of this name runs already"));
    }

    private List<FileSwap> added(List<FileSwap> swaps, Function<FileSwap, List<Mistake>> adding) {
        List<FileSwap> added = new ArrayList<>();
        for (FileSwap swap : swaps) {
            List<Mistake> mistakes = adding.apply(swap);
            found.add(swap.file().name(), mistakes);
            if (mistakes.isEmpty()) {
                added.add(swap);
            } else {
                swap.undo();
            }
        }
        return added;
    }
}
