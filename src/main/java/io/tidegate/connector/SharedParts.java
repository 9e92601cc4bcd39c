package io.tidegate.connector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteTemplateDefinition;

/** What a file makes for any route: beans, route configurations, templates. */
final class SharedParts {
    private final List<String> beans;
    private final RouteBuilder builder;
    private final Swap.Step makeBeans;

    SharedParts(List<String> beans, RouteBuilder builder, Swap.Step makeBeans) {
        this.beans = beans;
        this.builder = builder;
        this.makeBeans = makeBeans;
    }

    /**
     * @throws Exception as Camel fails
     */
    void putIn(CamelContext context) throws Exception {
        makeBeans.run();
        if (builder instanceof RouteConfigurationsBuilder configurations) {
            context.addRoutesConfigurations(configurations);
        }
    }

    /** Returns what puts them back, the same beans as before. */
    Swap.Step takeOut(CamelContext context) {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        Map<String, Object> made = new LinkedHashMap<>();
        for (String name : beans) {
            Object bean = context.getRegistry().lookupByName(name);
            if (bean != null) {
                made.put(name, bean);
                context.getRegistry().unbind(name);
            }
        }
        List<RouteConfigurationDefinition> shared = configurations();
        List<RouteTemplateDefinition> templates = templates();
        shared.forEach(one -> Swap.quietly(() -> model.removeRouteConfiguration(one)));
        templates.forEach(one -> Swap.quietly(() -> model.removeRouteTemplateDefinition(one)));
        return () -> {
            made.forEach(context.getRegistry()::bind);
            model.addRouteTemplateDefinitions(templates);
            for (RouteConfigurationDefinition one : shared) {
                model.addRouteConfiguration(one);
            }
        };
    }

    private List<RouteConfigurationDefinition> configurations() {
        return builder instanceof RouteConfigurationBuilder is
                ? List.copyOf(is.getRouteConfigurationCollection().getRouteConfigurations())
                : List.of();
    }

    private List<RouteTemplateDefinition> templates() {
        return List.copyOf(builder.getRouteTemplateCollection().getRouteTemplates());
    }
}
