package io.tidegate.connector;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The file being read.
 *
 * @param name as its author knows it, for marks
 * @param folder what paths in the file are relative to
 */
record SourceFile(String name, Path folder) {

    static SourceFile of(Path file) {
        return new SourceFile(
                file.toString(), Objects.requireNonNullElse(file.getParent(), Path.of("")));
    }

    static SourceFile of(Resource resource) {
        URI uri = resource.getURI();
        return "file".equals(uri.getScheme()) && uri.getPath() != null
                ? of(Path.of(uri.getPath()))
                : new SourceFile(resource.getLocation(), Path.of(""));
    }

    Mark start() {
        return new Mark(name, 1, 1);
    }

    Mark at(Node node) {
        return at(node.getStartMark());
    }

    Mark at(Optional<org.snakeyaml.engine.v2.exceptions.Mark> mark) {
        return mark.map(m -> new Mark(name, m.getLine() + 1, m.getColumn() + 1))
                .orElseGet(this::start);
    }
}
