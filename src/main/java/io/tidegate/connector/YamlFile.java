package io.tidegate.connector;

import io.tidegate.hook.ScriptLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/** A YAML file of the routes folder. */
final class YamlFile implements Candidate {
    private final Path path;
    private final CamelContext context;
    private final ConnectorRoutes routes;
    private final Terms defaults;
    private final ScriptLimits limits;

    YamlFile(
            Path path,
            CamelContext context,
            ConnectorRoutes routes,
            Terms defaults,
            ScriptLimits limits) {
        this.path = path;
        this.context = context;
        this.routes = routes;
        this.defaults = defaults;
        this.limits = limits;
    }

    @Override
    public SourceFile file() {
        return SourceFile.of(path);
    }

    @Override
    public Optional<RouteFile> read() throws Exception {
        byte[] bytes = Files.readAllBytes(path);
        if (Utf8Text.of(bytes, file()).lines().allMatch(YamlFile::isComment)) {
            return Optional.empty();
        }
        List<OutflowFile> read = new ArrayList<>();
        OutflowLoader loader = OutflowLoader.of(file(), routes, defaults, limits, read::add);
        loader.setCamelContext(context);
        loader.start();
        Resource resource = ResourceHelper.fromBytes("file:" + path.toAbsolutePath(), bytes);
        RoutesBuilder builder = loader.loadRoutesBuilder(resource);
        return Optional.of(
                new RouteFile(
                        read.get(0), builder, () -> loader.preParseRoute(resource), () -> {}));
    }

    @Override
    public NamedConnectors named() {
        return NamedConnectors.read(path);
    }

    private static boolean isComment(String line) {
        String text = line.strip();
        return text.isEmpty() || text.startsWith("#") || text.equals("---");
    }
}
