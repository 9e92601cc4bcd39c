package io.tidegate.route;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Camel makes a route for each Kamelet that an endpoint names, and forgets it: here it goes when
 * its endpoint goes, which is when the last route that names it does.
 */
final class KameletRoutes extends LifecycleStrategySupport {
    private static final Logger LOG = LoggerFactory.getLogger(KameletRoutes.class);

    private final CamelContext context;

    private KameletRoutes(CamelContext context) {
        this.context = context;
    }

    static void watch(CamelContext context) {
        KameletComponent kamelets = context.getComponent("kamelet", KameletComponent.class);
        kamelets.setNoErrorHandler(
                true); // what fails inside is the failure of the connector's attempt
        kamelets.setBlock(false); // not 30 s on a thread for a route that is not there
        context.addLifecycleStrategy(new KameletRoutes(context));
    }

    @Override
    public void onEndpointRemove(Endpoint endpoint) {
        if (endpoint instanceof KameletEndpoint kamelet
                && context.getRoute(kamelet.getRouteId()) != null) {
            remove(kamelet.getRouteId(), kamelet.getTemplateId());
        }
    }

    private static boolean isOf(String template, RouteDefinition route) {
        return route.getTemplateParameters() != null
                && template.equals(route.getTemplateParameters().get("templateId"));
    }

    private void remove(String route, String template) {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        try {
            context.getRouteController().stopRoute(route);
            context.removeRoute(route);
            RouteDefinition left = model.getRouteDefinition(route);
            if (left != null) {
                model.removeRouteDefinition(left);
            }
            if (model.getRouteDefinitions().stream().noneMatch(other -> isOf(template, other))) {
                // read again when it is named again: its file may have changed
                model.removeRouteTemplateDefinition(model.getRouteTemplateDefinition(template));
            }
        } catch (Exception e) {
            LOG.warn(
                    "the route {} of a Kamelet that nothing names any more could not be removed, and stays until the next start: {}",
                    route,
                    e.getMessage());
        }
    }
}
