package io.tidegate.route;

import io.tidegate.rule.InvalidRule;
import io.tidegate.rule.Rule;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.JsonPathExpression;

/**
 * The filters of an exported connector, {@code <route>/rule-1} and so on, are rules: an event that
 * one does not hold for is skipped, and the delivery says by which.
 */
final class RuleFilters extends ModelLifecycleStrategySupport {

    static String id(String route, int number) {
        return route + "/rule-" + number;
    }

    static JsonPathExpression expression(Rule rule) {
        return new JsonPathExpression.Builder()
                .expression(rule.expression())
                .suppressExceptions(true)
                .option("ALWAYS_RETURN_LIST")
                .predicate(new RuleStep(rule))
                .end();
    }

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        if (route.getInput() == null || !route.getInput().getEndpointUri().startsWith("trigger:")) {
            return;
        }
        for (FilterDefinition filter :
                ProcessorDefinitionHelper.filterTypeInOutputs(
                        route.getOutputs(), FilterDefinition.class)) {
            ExpressionDefinition written = filter.getExpression();
            boolean isRule =
                    filter.getId() != null
                            && filter.getId().startsWith(route.getId() + "/rule-")
                            && written instanceof JsonPathExpression
                            && written.getPredicate() == null;
            if (isRule) {
                filter.setExpression(expression(compiled(filter.getId(), written.getExpression())));
            }
        }
    }

    private static Rule compiled(String id, String expression) {
        try {
            return Rule.compile(expression);
        } catch (InvalidRule e) {
            throw new IllegalArgumentException(id + ": " + e.getMessage(), e);
        }
    }
}
