package io.tidegate.connector;

import io.tidegate.hook.ScriptLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * The folder of route files: each is loaded whole or not at all, and a broken one never stops the
 * others.
 */
public final class ConnectorFiles {
    private final CamelContext context;
    private final ConnectorRoutes routes;
    private final Terms defaults;
    private final ScriptLimits limits;

    public ConnectorFiles(
            CamelContext context, ConnectorRoutes routes, Terms defaults, ScriptLimits limits) {
        this.context = context;
        this.routes = routes;
        this.defaults = defaults;
        this.limits = limits;
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
        if (!context.isStarted()) {
            throw new IllegalStateException(
                    "The Camel context is " + context.getStatus() + ", not Started");
        }
        try (JavaCompilation compilation = new JavaCompilation()) {
            return load(candidates(folder, compilation));
        }
    }

    private Loaded load(List<Candidate> candidates) {
        Findings found = new Findings();
        List<RouteFile> files = distinct(readAll(candidates, found), found);
        files = added(files, file -> file.addShared(context), found);
        files = added(files, file -> file.addRoutes(context), found);
        files = added(files, file -> file.addTemplated(context), found);
        return new Loaded(
                files.stream().flatMap(file -> file.connectors().stream()).toList(),
                found.all(),
                candidates.stream().map(found::file).toList());
    }

    private List<Candidate> candidates(Path folder, JavaCompilation compilation)
            throws IOException {
        JavaRoutes java = new JavaRoutes(context, routes, defaults, limits);
        List<Candidate> candidates = new ArrayList<>();
        for (Path path : list(folder)) {
            candidates.add(
                    path.toString().endsWith(".java")
                            ? new JavaFile(path, compilation, java)
                            : new YamlFile(path, context, routes, defaults, limits));
        }
        candidates.addAll(PackagedBuilder.all(folder, java));
        return candidates;
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(path -> path.toString().matches("(?s).*\\.(yaml|java)"))
                    .filter(Files::isRegularFile)
                    .map(Path::normalize)
                    .sorted()
                    .toList();
        }
    }

    private static List<RouteFile> readAll(List<Candidate> candidates, Findings found) {
        List<RouteFile> files = new ArrayList<>();
        for (Candidate candidate : candidates) {
            SourceFile file = candidate.file();
            try {
                candidate.read().ifPresent(files::add);
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
        Map<String, Mark> taken = new HashMap<>();
        List<RouteFile> distinct = new ArrayList<>();
        for (RouteFile file : files) {
            List<Mistake> found =
                    file.routes().entrySet().stream()
                            .flatMap(id -> taken(id, taken).stream())
                            .toList();
            findings.add(file.name(), found);
            if (found.isEmpty()) {
                taken.putAll(file.routes());
                distinct.add(file);
            }
        }
        return distinct;
    }

    private Optional<Mistake> taken(Map.Entry<String, Mark> route, Map<String, Mark> taken) {
        String is = "the id \"" + route.getKey() + "\" is taken: ";
        Mark other = taken.get(route.getKey());
        if (other != null) {
            return Optional.of(
                    new Mistake(route.getValue(), is + "it stands at " + other + " too"));
        }
        return context.getRoute(route.getKey()) == null
                ? Optional.empty()
                : Optional.of(
                        new Mistake(route.getValue(), is + "a route of this name runs already"));
    }

    private static List<RouteFile> added(List<RouteFile> files, Adding adding, Findings findings) {
        List<RouteFile> added = new ArrayList<>();
        for (RouteFile file : files) {
            adding.add(file)
                    .ifPresentOrElse(
                            mistake -> findings.add(file.name(), List.of(mistake)),
                            () -> added.add(file));
        }
        return added;
    }

    private interface Adding {
        Optional<Mistake> add(RouteFile file);
    }

    /** The mistakes of each file, by its path as it is shown. */
    private static final class Findings {
        private final Map<String, List<Mistake>> byFile = new LinkedHashMap<>();

        void add(String file, List<Mistake> mistakes) {
            byFile.computeIfAbsent(file, f -> new ArrayList<>()).addAll(mistakes);
        }

        List<Mistake> all() {
            return byFile.values().stream().flatMap(List::stream).toList();
        }

        FoundFile file(Candidate candidate) {
            String name = candidate.file().name();
            List<Mistake> mistakes = byFile.getOrDefault(name, List.of());
            return new FoundFile(
                    String.valueOf(Path.of(name).getFileName()),
                    mistakes,
                    mistakes.isEmpty() ? NamedConnectors.NONE : candidate.named());
        }
    }
}
