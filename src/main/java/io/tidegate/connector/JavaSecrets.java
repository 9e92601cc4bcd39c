package io.tidegate.connector;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;

/**
 * Where a secret cannot stand in Camel's steps that Java wrote: {@link SecretRules} are asked of
 * the YAML that Camel makes of them.
 */
final class JavaSecrets {
    private JavaSecrets() {}

    /** Notes each as a mistake at the mark; true if there was one. */
    static boolean refuse(RouteDefinition route, Mark mark, Reading reading) {
        Reading dumped = new Reading(reading.file(), reading.camel(), reading.limits());
        new Compose(LoadSettings.builder().build())
                .composeString(dump(route, reading.camel().getCamelContext()))
                .ifPresent(node -> SecretRules.refuse(node, dumped));
        List<String> messages =
                dumped.mistakes().list().stream().map(Mistake::message).distinct().toList();
        messages.forEach(message -> reading.mistakes().add(mark, message));
        return !messages.isEmpty();
    }

    /** The same for one step, which is still to be put into its route. */
    static boolean refuse(ProcessorDefinition<?> step, Mark mark, Reading reading) {
        RouteDefinition route = new RouteDefinition();
        route.from("direct:secrets");
        route.getOutputs().add(step);
        return refuse(route, mark, reading);
    }

    private static String dump(RouteDefinition route, CamelContext context) {
        try {
            return PluginHelper.getModelToYAMLDumper(context).dumpModelAsYaml(context, route);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "Camel cannot write this route as YAML, so that secrets in it cannot be looked for",
                    e);
        }
    }
}
