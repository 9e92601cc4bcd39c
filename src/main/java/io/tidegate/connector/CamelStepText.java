package io.tidegate.connector;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.support.PluginHelper;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A part of Camel's model as Camel writes it in YAML, as plain values. */
public final class CamelStepText {
    private CamelStepText() {}

    /**
     * A whole route, as the map that is an element of a YAML list.
     *
     * @throws Unwritable if code is a part of it, which no text says
     */
    public static Map<String, Object> of(RouteDefinition route, CamelContext context) {
        refuseCode(route);
        try {
            Object written = written(route, context);
            new LostSteps(context).put(route, written);
            return element(written);
        } catch (Unwritable e) {
            throw e;
        } catch (Exception e) {
            throw new Unwritable("Camel cannot write it as YAML: " + e.getMessage());
        }
    }

    private static Object written(RouteDefinition route, CamelContext context) throws Exception {
        LanguageNames languages = LanguageNames.of(route);
        languages.put();
        try {
            String text =
                    PluginHelper.getModelToYAMLDumper(context)
                            .dumpModelAsYaml(context, route, false, false, false, false);
            Object written = new Load(LoadSettings.builder().build()).loadFromString(text);
            LanguageNames.take(written);
            return written;
        } finally {
            languages.restore();
        }
    }

    /** A step, which becomes that of no route that runs. */
    static Map<String, Object> of(ProcessorDefinition<?> step, CamelContext context) {
        RouteDefinition route = new RouteDefinition("direct:written");
        route.addOutput(step);
        return element(child(child(child(of(route, context), "route"), "from"), "steps"));
    }

    private static Object child(Object map, String key) {
        return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> element(Object list) {
        return (Map<String, Object>) ((List<Object>) list).get(0);
    }

    private static void refuseCode(ProcessorDefinition<?> step) {
        look(step);
        all(step, ProcessorDefinition.class).forEach(CamelStepText::look);
    }

    @SuppressWarnings("rawtypes")
    private static Collection<ProcessorDefinition> all(
            ProcessorDefinition<?> step, Class<ProcessorDefinition> type) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(step.getOutputs(), type);
    }

    private static void look(ProcessorDefinition<?> step) {
        boolean code =
                step instanceof ProcessDefinition process && process.getRef() == null
                        || step instanceof BeanDefinition bean
                                && bean.getRef() == null
                                && bean.getBeanType() == null
                        || step instanceof ExpressionNode node && isCode(node.getExpression());
        if (code) {
            throw new Unwritable(
                    "the step "
                            + step.getShortName()
                            + " is Java code, which YAML cannot say: give it a bean's name, or text");
        }
    }

    private static boolean isCode(ExpressionDefinition expression) {
        ExpressionDefinition inner = expression.getExpressionType();
        return inner != null
                ? isCode(inner)
                : (expression.getExpression() == null || expression.getExpression().isBlank())
                        && (expression.getExpressionValue() != null
                                || expression.getPredicate() != null);
    }
}
