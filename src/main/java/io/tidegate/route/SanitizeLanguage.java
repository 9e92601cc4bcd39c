package io.tidegate.route;

import io.tidegate.connector.CamelInflow;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.annotations.Language;
import org.apache.camel.support.ExpressionToPredicateAdapter;
import org.apache.camel.support.LanguageSupport;

/**
 * In a {@code setBody}: the profile as an account can hold it, by the words of {@code sanitize:};
 * {@code keep} names members that the identity provider alone writes, and that stay.
 */
@Language(SanitizeLanguage.NAME)
public final class SanitizeLanguage extends LanguageSupport {
    static final String NAME = "tidegate-sanitize";

    @Override
    public Expression createExpression(String yaml) {
        CamelInflow.Sanitizing how = CamelInflow.sanitizing(YamlExpression.map(NAME, yaml));
        return new SanitizeStep(how.terms(), how.kept());
    }

    @Override
    public Predicate createPredicate(String yaml) {
        return ExpressionToPredicateAdapter.toPredicate(createExpression(yaml));
    }
}
