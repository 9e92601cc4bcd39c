package io.tidegate.route;

import io.tidegate.connector.CamelInflow;
import io.tidegate.connector.Entry;
import java.util.Collection;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ScriptDefinition;
import org.apache.camel.model.language.LanguageExpression;
import org.apache.camel.spi.annotations.Language;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.ExpressionToPredicateAdapter;
import org.apache.camel.support.LanguageSupport;
import org.jspecify.annotations.Nullable;

/**
 * In a {@code script}: the endpoint {@code POST /inflow/NAME} of the route, by the words of {@code
 * inflow:}. A delivery passes it as it is: its event came in there.
 */
@Language(InflowLanguage.NAME)
public final class InflowLanguage extends LanguageSupport {
    static final String NAME = "tidegate-inflow";

    /**
     * The endpoint that a step of the route describes; null: none does.
     *
     * @throws IllegalArgumentException that says what is wrong with it
     */
    static @Nullable Entry of(RouteDefinition route) {
        Collection<ScriptDefinition> scripts =
                ProcessorDefinitionHelper.filterTypeInOutputs(
                        route.getOutputs(), ScriptDefinition.class);
        for (ScriptDefinition script : scripts) {
            if (script.getExpression() instanceof LanguageExpression expression
                    && NAME.equals(expression.getLanguage())) {
                return CamelInflow.entry(YamlExpression.map(NAME, expression.getExpression()));
            }
        }
        return null;
    }

    @Override
    public Expression createExpression(String yaml) {
        CamelInflow.entry(YamlExpression.map(NAME, yaml));
        return new ExpressionAdapter() {
            @Override
            public @Nullable Object evaluate(Exchange exchange) {
                return exchange.getMessage().getBody();
            }
        };
    }

    @Override
    public Predicate createPredicate(String yaml) {
        return ExpressionToPredicateAdapter.toPredicate(createExpression(yaml));
    }
}
