package io.tidegate.connector;

import io.tidegate.hook.ScriptLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * The folder of route files: each is loaded whole or not at all, and a broken one never stops the
 * others.
 */
public final class ConnectorFiles {
    private final Loading with;

    public ConnectorFiles(
            CamelContext context, ConnectorRoutes routes, Terms defaults, ScriptLimits limits) {
        this(new Loading(context, routes, defaults, limits, false));
    }

    private ConnectorFiles(Loading with) {
        this.with = with;
    }

    /**
     * The same for a context whose routes never start: what is right of a file with mistakes is put
     * into it too, so that all of them are found in one go.
     */
    public ConnectorFiles thoroughly() {
        return new ConnectorFiles(
                new Loading(with.context(), with.routes(), with.defaults(), with.limits(), true));
    }

    /**
     * Puts the routes of every {@code *.yaml} and {@code *.java} of a folder, by name, without its
     * sub-folders, and those that jars on the class path bring, into the context, which must be
     * started: only then does Camel say at once that a route is wrong.
     *
     * @param folder may be missing: then it is empty
     * @throws IOException if the folder cannot be listed
     */
    public Loaded load(Path folder) throws IOException {
        return load(list(folder), folder);
    }

    /**
     * The same for these files, in this order.
     *
     * @param folder what paths are relative to in the classes that jars bring
     * @throws IOException if the class path cannot be closed after Java files were compiled
     */
    public Loaded load(List<Path> paths, Path folder) throws IOException {
        if (!with.context().isStarted()) {
            throw new IllegalStateException(
                    "The Camel context is " + with.context().getStatus() + ", not Started");
        }
        try (JavaCompilation compilation = new JavaCompilation()) {
            return load(candidates(paths, folder, compilation));
        }
    }

    private Loaded load(List<Candidate> candidates) {
        Findings found = new Findings(with.thorough());
        List<RouteFile> files = distinct(readAll(candidates, found), found);
        files = added(files, file -> file.addShared(with.context()), found);
        files = added(files, file -> file.addRoutes(with.context()), found);
        files = added(files, file -> file.addTemplated(with.context()), found);
        return found.loaded(files, candidates);
    }

    private List<Candidate> candidates(List<Path> paths, Path folder, JavaCompilation compilation) {
        JavaRoutes java = new JavaRoutes(with);
        List<Candidate> candidates = new ArrayList<>();
        for (Path path : paths) {
            candidates.add(
                    path.toString().endsWith(".java")
                            ? new JavaFile(path, compilation, java)
                            : new YamlFile(path, with));
        }
        candidates.addAll(PackagedBuilder.all(folder, java));
        return candidates;
    }

    /**
     * The files of a folder that are loaded from it, by name; none if there is no such folder.
     *
     * @throws IOException if the folder cannot be listed
     */
    public static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(ConnectorFiles::isRouteFile)
                    .filter(Files::isRegularFile)
                    .map(Path::normalize)
                    .sorted()
                    .toList();
        }
    }

    /** Whether it has a name that a file of routes has. */
    public static boolean isRouteFile(Path path) {
        return path.toString().endsWith(".yaml") || path.toString().endsWith(".java");
    }

    private static List<RouteFile> readAll(List<Candidate> candidates, Findings found) {
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
            } catch (Exception e) {
                Mark mark = CamelText.mark(e, file, file.start());
                found.add(file.name(), List.of(new Mistake(mark, CamelText.message(e))));
            }
        }
        return files;
    }

    /** Of two files with one id the first by name is kept: the order of loading never decides. */
    private List<RouteFile> distinct(List<RouteFile> files, Findings findings) {
        List<OutflowFile> contents =
                with.thorough() ? findings.read() : files.stream().map(RouteFile::content).toList();
        Map<String, Mark> taken = new HashMap<>();
        Set<OutflowFile> refused = new HashSet<>();
        for (OutflowFile content : contents) {
            List<Mistake> found =
                    content.routes().entrySet().stream()
                            .flatMap(id -> taken(id, taken).stream())
                            .toList();
            findings.add(content.file().name(), found);
            if (found.isEmpty() || with.thorough()) {
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
        return with.context().getRoute(route.getKey()) == null
                ? Optional.empty()
                : Optional.of(
                        new Mistake(route.getValue(), is + "a route of this name runs already"));
    }

    private static List<RouteFile> added(List<RouteFile> files, Adding adding, Findings findings) {
        List<RouteFile> added = new ArrayList<>();
        for (RouteFile file : files) {
            List<Mistake> found = adding.add(file);
            findings.add(file.name(), found);
            if (found.isEmpty()) {
                added.add(file);
            }
        }
        return added;
    }

    private interface Adding {
        List<Mistake> add(RouteFile file);
    }
}
