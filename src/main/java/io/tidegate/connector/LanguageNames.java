package io.tidegate.connector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.LanguageExpression;

/**
 * Camel 4.18 writes an expression in a {@code language:} without the language's name: while it
 * writes, the name stands before the text.
 */
final class LanguageNames {
    /** A private-use character, which stands in no expression. */
    private static final String MARK = "\uE000";

    private final Map<LanguageExpression, String> texts = new LinkedHashMap<>();

    private LanguageNames() {}

    static LanguageNames of(RouteDefinition route) {
        LanguageNames names = new LanguageNames();
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ExpressionNode.class)
                .forEach(names::look);
        return names;
    }

    private void look(ExpressionNode node) {
        ExpressionDefinition expression = node.getExpression();
        ExpressionDefinition inner = expression == null ? null : expression.getExpressionType();
        if ((inner == null ? expression : inner) instanceof LanguageExpression language) {
            texts.put(language, language.getExpression());
        }
    }

    void put() {
        texts.forEach(
                (language, text) -> language.setExpression(language.getLanguage() + MARK + text));
    }

    void restore() {
        texts.forEach((language, text) -> language.setExpression(text));
    }

    /** Gives each its name back, in what was written. */
    static void take(Object written) {
        if (written instanceof List<?> list) {
            list.forEach(LanguageNames::take);
        } else if (written instanceof Map<?, ?> map) {
            map.values().forEach(LanguageNames::take);
            if (map.get("language") instanceof Map<?, ?> language) {
                name(language);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void name(Map<?, ?> written) {
        Map<String, Object> language = (Map<String, Object>) written;
        String marked = String.valueOf(language.get("expression"));
        int mark = marked.indexOf(MARK);
        if (mark < 0) {
            throw new Unwritable("it does not say the language of \"" + marked + "\"");
        }
        language.remove("expression");
        Map<String, Object> others = new LinkedHashMap<>(language);
        language.clear();
        language.put("language", marked.substring(0, mark));
        language.put("expression", marked.substring(mark + 1));
        language.putAll(others);
    }
}
