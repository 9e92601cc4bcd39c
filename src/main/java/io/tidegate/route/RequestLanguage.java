package io.tidegate.route;

import io.tidegate.connector.CamelTarget;
import io.tidegate.connector.Connector;
import io.tidegate.connector.YamlDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.annotations.Language;
import org.apache.camel.support.ExpressionToPredicateAdapter;
import org.apache.camel.support.LanguageSupport;
import org.jspecify.annotations.Nullable;

/**
 * In a {@code script}: the request as YAML, with the words that stand under {@code to:}; secrets
 * are written <code>${secret:name}</code>. {@code body: data} sends the event's data byte for byte.
 * A team's own destinations are those of the routes folder. {@code action}, with the words that
 * stand beside it in {@code inflow:}, is carried out on the identity provider.
 */
@Language(RequestLanguage.NAME)
public final class RequestLanguage extends LanguageSupport {
    static final String NAME = "tidegate-request";

    /** What the routes folder is called in Camel's registry. */
    private static final String ROUTES = "tidegate-routes";

    private static final String BODY = "body";

    /**
     * @param mapped whether the message's body is sent
     */
    static String text(Connector connector, boolean mapped) {
        Map<String, @Nullable Object> text = CamelTarget.of(connector.to());
        if (!mapped) {
            text.put(BODY, "data");
        }
        return YamlDocument.withoutPlaceholders(text);
    }

    @Override
    public Expression createExpression(String yaml) {
        Map<String, @Nullable Object> words = YamlExpression.map(NAME, yaml);
        Object body = words.remove(BODY);
        if (body != null && !body.equals("message") && !body.equals("data")) {
            throw new IllegalArgumentException(
                    NAME + ": the body must be message or data, not \"" + body + "\"");
        }
        boolean known =
                words.containsKey("destination")
                        || words.containsKey("action")
                        || List.of("uri", "method", "headers").containsAll(words.keySet());
        if (!known) {
            throw new IllegalArgumentException(
                    NAME
                            + ": there are uri, method, headers, destination, body and action, not "
                            + String.join(", ", words.keySet()));
        }
        return new RequestMade(CamelTarget.read(words, routes()), !"data".equals(body));
    }

    private Path routes() {
        Path folder = getCamelContext().getRegistry().lookupByNameAndType(ROUTES, Path.class);
        return folder == null ? Path.of("") : folder;
    }

    @Override
    public Predicate createPredicate(String yaml) {
        return ExpressionToPredicateAdapter.toPredicate(createExpression(yaml));
    }
}
