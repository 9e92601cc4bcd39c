package io.tidegate.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/** A YAML file of the routes folder. */
final class YamlFile implements Candidate {
    private final SourceFile file;
    private final Text text;
    private final Loading with;

    /** Its bytes, whenever they are asked for. */
    @FunctionalInterface
    interface Text {
        byte[] read() throws IOException;
    }

    YamlFile(Path path, Loading with) {
        this(SourceFile.of(path), () -> Files.readAllBytes(path), with);
    }

    /** One whose paths are relative to another folder, or that is in no folder yet. */
    YamlFile(SourceFile file, Text text, Loading with) {
        this.file = file;
        this.text = text;
        this.with = with;
    }

    @Override
    public SourceFile file() {
        return file;
    }

    @Override
    public Optional<RouteFile> read(Findings found) throws Exception {
        byte[] bytes = text.read();
        if (Utf8Text.of(bytes, file()).lines().allMatch(YamlFile::isComment)) {
            return Optional.empty();
        }
        List<OutflowFile> read = new ArrayList<>();
        OutflowLoader loader = OutflowLoader.of(file(), with, read::add);
        loader.setCamelContext(with.context());
        loader.start();
        Resource resource =
                ResourceHelper.fromBytes("file:" + Path.of(file.name()).toAbsolutePath(), bytes);
        try {
            RouteBuilder builder = (RouteBuilder) loader.loadRoutesBuilder(resource);
            OutflowFile content = read.get(0);
            found.add(content.file().name(), content.mistakes().list());
            return Optional.of(
                    new RouteFile(
                            content,
                            builder,
                            () -> loader.preParseRoute(resource),
                            () -> {},
                            route -> content.roots().of(line(route))));
        } finally {
            read.forEach(found::read);
        }
    }

    private static int line(RouteDefinition route) {
        return route.getInput() == null ? 0 : route.getInput().getLineNumber() + 1;
    }

    @Override
    public NamedConnectors named() {
        return NamedConnectors.read(text);
    }

    private static boolean isComment(String line) {
        String text = line.strip();
        return text.isEmpty() || text.startsWith("#") || text.equals("---");
    }
}
