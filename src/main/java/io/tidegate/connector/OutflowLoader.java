package io.tidegate.connector;

import io.tidegate.hook.ScriptLimits;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.impl.engine.DefaultRoutesLoader;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.service.ServiceHelper;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Camel's YAML loader, which knows {@code outflow:} as one more root node. */
public final class OutflowLoader extends YamlRoutesBuilderLoader {
    private final Loading with;
    private final Function<Resource, SourceFile> files;
    private final Consumer<OutflowFile> onRead;

    private OutflowLoader(
            Loading with, Function<Resource, SourceFile> files, Consumer<OutflowFile> onRead) {
        this.with = with;
        this.files = files;
        this.onRead = onRead;
    }

    /** A loader of one file, which tells what it read before anything is built. */
    static OutflowLoader of(SourceFile file, Loading with, Consumer<OutflowFile> onRead) {
        return new OutflowLoader(with, resource -> file, onRead);
    }

    /**
     * Makes every {@code *.yaml} and {@code *.camel.yaml} that this context loads by Camel's own
     * means understand {@code outflow:}; a mistake is thrown as {@link InvalidConnector}.
     */
    public static void bind(
            CamelContext context, ConnectorRoutes routes, Terms defaults, ScriptLimits limits) {
        OutflowLoader loader =
                new OutflowLoader(
                        new Loading(
                                context,
                                routes,
                                defaults,
                                limits,
                                false,
                                RouteTable.stopping(context)),
                        SourceFile::of,
                        read -> {});
        loader.setCamelContext(context);
        ServiceHelper.startService(loader);
        for (String extension : SUPPORTED_EXTENSION) {
            context.getRegistry()
                    .bind(DefaultRoutesLoader.ROUTES_LOADER_KEY_PREFIX + extension, loader);
        }
    }

    @Override
    protected RouteBuilder builder(YamlDeserializationContext context, Node root) {
        Resource resource = context.getResource();
        Reading reading = new Reading(files.apply(resource), context, with.limits());
        OutflowFile read = new FileReader(with.defaults(), reading, trial(resource)).read(root);
        onRead.accept(read);
        Node right = read.mistakes().isEmpty() ? changed(read, root) : rest(read, root);
        context.addResolver(new OutflowResolver(read.connectors(), with.routes()));
        context.addResolver(new TriggerRoutes());
        return super.builder(context, right);
    }

    /** What runs already in this very version is not built again. */
    private Node changed(OutflowFile read, Node root) {
        if (!(root instanceof SequenceNode list)) {
            return root;
        }
        Set<Mark> same = new HashSet<>();
        read.routes()
                .forEach(
                        (id, mark) -> {
                            if (with.table().isSame(id, read.prints())) {
                                same.add(mark);
                            }
                        });
        boolean sameShared = with.table().isSameShared(read.file().name(), read.prints());
        return RootNodes.without(same, !sameShared, list, read.file());
    }

    private Node rest(OutflowFile read, Node root) {
        return Optional.of(root)
                .filter(list -> with.thorough())
                .flatMap(read.roots()::rest)
                .orElseThrow(() -> new InvalidConnector(read.mistakes().list()));
    }

    private YamlDeserializationContext trial(Resource resource) {
        OutflowLoader other = new OutflowLoader(with, files, onRead);
        other.setCamelContext(getCamelContext());
        LoadSettings settings = LoadSettings.builder().setLabel(resource.getLocation()).build();
        return other.newYamlDeserializationContext(settings, resource);
    }
}
