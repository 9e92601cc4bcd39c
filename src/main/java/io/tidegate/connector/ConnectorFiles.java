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
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * The folder of route files: each is loaded whole or not at all, and a broken one never stops the
 * others.
 */
public final class ConnectorFiles {
    private final CamelContext context;
    private final ConnectorRoutes routes;
    private final Terms defaults;
    private final ScriptLimits limits;
    private final boolean thorough;

    public ConnectorFiles(
            CamelContext context, ConnectorRoutes routes, Terms defaults, ScriptLimits limits) {
        this(context, routes, defaults, limits, false);
    }

    private ConnectorFiles(
            CamelContext context,
            ConnectorRoutes routes,
            Terms defaults,
            ScriptLimits limits,
            boolean thorough) {
        this.context = context;
        this.routes = routes;
        this.defaults = defaults;
        this.limits = limits;
        this.thorough = thorough;
    }

    /**
     * The same for a context whose routes never start: what is right of a file with mistakes is put
     * into it too, so that all of them are found in one go.
     */
    public ConnectorFiles thoroughly() {
        return new ConnectorFiles(context, routes, defaults, limits, true);
    }

    /**
     * Puts the routes of every {@code *.yaml} of a folder, by name, without its sub-folders, into
     * the context, which must be started: only then does Camel say at once that a route is wrong.
     *
     * @throws IOException if the folder cannot be listed
     */
    public Loaded load(Path folder) throws IOException {
        return load(list(folder));
    }

    /** The same for these files, in this order. */
    public Loaded load(List<Path> paths) {
        if (!context.isStarted()) {
            throw new IllegalStateException(
                    "The Camel context is " + context.getStatus() + ", not Started");
        }
        Findings found = new Findings(thorough);
        List<RouteFile> files = distinct(readAll(paths, found), found);
        files = added(files, file -> file.addShared(context), found);
        files = added(files, file -> file.addRoutes(context), found);
        files = added(files, file -> file.addTemplated(context), found);
        return found.loaded(files, paths);
    }

    /**
     * The files of a folder that are loaded from it, by name.
     *
     * @throws IOException if the folder cannot be listed
     */
    public static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(path -> path.toString().endsWith(".yaml"))
                    .filter(Files::isRegularFile)
                    .map(Path::normalize)
                    .sorted()
                    .toList();
        }
    }

    private List<RouteFile> readAll(List<Path> paths, Findings found) {
        List<RouteFile> files = new ArrayList<>();
        for (Path path : paths) {
            SourceFile file = SourceFile.of(path);
            try {
                read(path, found).ifPresent(files::add);
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

    /** Builds nothing in the context; empty for a file without content. */
    private Optional<RouteFile> read(Path path, Findings found) throws Exception {
        byte[] bytes = Files.readAllBytes(path);
        if (Utf8Text.of(bytes, SourceFile.of(path)).lines().allMatch(ConnectorFiles::isComment)) {
            return Optional.empty();
        }
        List<OutflowFile> read = new ArrayList<>();
        OutflowLoader loader =
                OutflowLoader.of(
                        SourceFile.of(path), routes, defaults, limits, read::add, thorough);
        loader.setCamelContext(context);
        loader.start();
        Resource resource = ResourceHelper.fromBytes("file:" + path.toAbsolutePath(), bytes);
        try {
            RoutesBuilder builder = loader.loadRoutesBuilder(resource);
            OutflowFile content = read.get(0);
            found.add(content.file().name(), content.mistakes().list());
            return Optional.of(new RouteFile(content, loader, resource, builder));
        } finally {
            read.forEach(found::read);
        }
    }

    private static boolean isComment(String line) {
        String text = line.strip();
        return text.isEmpty() || text.startsWith("#") || text.equals("---");
    }

    /** Of two files with one id the first by name is kept: the order of loading never decides. */
    private List<RouteFile> distinct(List<RouteFile> files, Findings findings) {
        List<OutflowFile> contents =
                thorough ? findings.read() : files.stream().map(RouteFile::content).toList();
        Map<String, Mark> taken = new HashMap<>();
        Set<OutflowFile> refused = new HashSet<>();
        for (OutflowFile content : contents) {
            List<Mistake> found =
                    content.routes().entrySet().stream()
                            .flatMap(id -> taken(id, taken).stream())
                            .toList();
            findings.add(content.file().name(), found);
            if (found.isEmpty() || thorough) {
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
        return context.getRoute(route.getKey()) == null
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
