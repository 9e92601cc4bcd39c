package io.tidegate.connector;

import io.tidegate.hook.ScriptLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        this(new Loading(context, routes, defaults, limits, false, RouteTable.stopping(context)));
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
                new Loading(
                        with.context(),
                        with.routes(),
                        with.defaults(),
                        with.limits(),
                        true,
                        RouteTable.stopping(with.context())));
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
        KameletFiles.lookIn(folder, with.context());
        try (JavaCompilation compilation = new JavaCompilation()) {
            return load(new Candidates(with, compilation).all(paths, folder));
        }
    }

    /**
     * The same, and the console's beside them.
     *
     * @throws IOException if a folder cannot be listed
     */
    public Loaded load(List<Path> paths, Path folder, ConsoleFiles console) throws IOException {
        KameletFiles.lookIn(folder, with.context());
        try (JavaCompilation compilation = new JavaCompilation()) {
            List<Candidate> all =
                    new ArrayList<>(new Candidates(with, compilation).all(paths, folder));
            all.addAll(console.candidates(with));
            return load(all);
        }
    }

    /**
     * The same for a text that is in no file.
     *
     * @param name that its mistakes show for a file
     * @param folder what paths in it are relative to
     */
    public Loaded load(String name, String yaml, Path folder) {
        byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
        return load(List.of(new YamlFile(new SourceFile(name, folder), () -> bytes, with)));
    }

    private Loaded load(List<Candidate> candidates) {
        Map<String, CurrentFile> files = new LinkedHashMap<>();
        new FilePass(with, files).run(candidates, List.of(), candidates);
        return Loaded.of(files.values());
    }

    /**
     * The files of a folder that are loaded from it, by name, and its destinations; none if there
     * is no such folder.
     *
     * @throws IOException if the folder cannot be listed
     */
    public static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return Stream.concat(
                            DestinationFiles.list(folder).stream(),
                            list.filter(ConnectorFiles::isRouteFile)
                                    .filter(Files::isRegularFile)
                                    .map(Path::normalize)
                                    .sorted())
                    .toList();
        }
    }

    /** Whether it has a name that a file of routes has. */
    public static boolean isRouteFile(Path path) {
        return path.toString().endsWith(".yaml") || path.toString().endsWith(".java");
    }
}
