package io.tidegate.route;

import org.apache.camel.Expression;
import org.apache.camel.model.language.LanguageExpression;

/** An expression that is made already, and the text that Camel would make it of. */
final class OurExpression extends LanguageExpression {
    OurExpression(String language, String text, Expression made) {
        super(language, text);
        setExpressionValue(made);
    }
}
