package io.tidegate.crash;

import io.tidegate.crash.Reloaded.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** The routes folder of connectors that are edited: saved in place, or renamed into it. */
final class EditedFiles {
    private static final String BROKEN = "- outflow: { id: broken, on: Registr }\n";

    private final Path routes;
    private final Path drafts;
    private final List<Reloaded> connectors;
    private final Random random;

    /** By the file that a kind names: how often it was renamed, and had its comment changed. */
    private final Map<String, Integer> renamed = new HashMap<>();

    private final Map<String, Integer> comments = new HashMap<>();
    private final Set<String> broken = new HashSet<>();

    EditedFiles(TidegateProcess.Start start, List<Reloaded> connectors, Random random) {
        this.routes = start.routes();
        this.drafts = start.folder();
        this.connectors = connectors;
        this.random = random;
        try {
            Files.createDirectories(routes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(
                "remember.js",
                "(function (event, request, response) { return { saw: event.id }; })\n");
        script(1);
        bean(1);
        connectors.forEach(this::save);
    }

    /** Those that stand in the same file. */
    List<Reloaded> beside(Reloaded one) {
        return connectors.stream().filter(other -> other.kind.file.equals(one.kind.file)).toList();
    }

    boolean isBroken(Reloaded one) {
        return broken.contains(one.kind.file);
    }

    void script(int version) {
        write(
                "version.js",
                "function hook(event) { event.data.v = " + version + "; return event; }\n");
    }

    void bean(int version) {
        write(
                "beans.camel.yaml",
                "- beans:\n    - { name: version, type: java.lang.String, constructors: { 0: version-"
                        + version
                        + " } }\n");
    }

    void comment(Reloaded one) {
        comments.merge(one.kind.file, 1, Integer::sum);
        save(one);
    }

    void breakFile(Reloaded one) {
        broken.add(one.kind.file);
        save(one);
    }

    void mend(Reloaded one) {
        broken.remove(one.kind.file);
        save(one);
    }

    void rename(Reloaded one) {
        Path from = routes.resolve(name(one.kind));
        renamed.merge(one.kind.file, 1, Integer::sum);
        try {
            Files.move(from, routes.resolve(name(one.kind)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name(Kind kind) {
        return kind == Kind.CODED
                ? kind.file + ".java"
                : kind.file + "-" + renamed.getOrDefault(kind.file, 0) + ".camel.yaml";
    }

    /** The file of this connector, with all that are in it. */
    void save(Reloaded one) {
        int comment = comments.getOrDefault(one.kind.file, 0);
        String all =
                beside(one).stream()
                        .filter(other -> other.present)
                        .map(other -> other.text(comment))
                        .collect(Collectors.joining());
        String name = name(one.kind);
        if (all.isEmpty()) {
            delete(name);
        } else if (one.kind == Kind.CODED) {
            write(name, isBroken(one) ? all.replace(".on(", ".onn(") : all);
        } else {
            write(name, "# " + comment + "\n".repeat(1 + comment % 3) + all + ifBroken(one));
        }
    }

    private String ifBroken(Reloaded one) {
        return isBroken(one) ? BROKEN : "";
    }

    private void write(String name, String text) {
        try {
            if (random.nextBoolean()) {
                Files.writeString(routes.resolve(name), text);
            } else {
                Path draft = Files.writeString(drafts.resolve("draft"), text);
                Files.move(draft, routes.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(String name) {
        try {
            Files.delete(routes.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
