package io.tidegate.route;

import org.apache.camel.Expression;
import org.apache.camel.model.language.LanguageExpression;
import org.apache.camel.model.language.SimpleExpression;

/** Expressions that are made already, with the text that Camel would make them of. */
final class OurExpression {
    private OurExpression() {}

    static LanguageExpression of(String language, String text, Expression made) {
        return new InLanguage(language, text, made).copyDefinition();
    }

    static SimpleExpression simple(String text, Expression made) {
        return new InSimple(text, made).copyDefinition();
    }

    /** Camel lets only its own kind set what is made; a copy of it is Camel's own class again. */
    private static final class InLanguage extends LanguageExpression {
        InLanguage(String language, String text, Expression made) {
            super(language, text);
            setExpressionValue(made);
        }
    }

    private static final class InSimple extends SimpleExpression {
        InSimple(String text, Expression made) {
            super(text);
            setExpressionValue(made);
        }
    }
}
