package io.tidegate.route;

import io.tidegate.connector.CamelTemplate;
import io.tidegate.connector.Connector;
import io.tidegate.connector.EndpointTarget;
import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.Target;
import io.tidegate.connector.YamlText;
import java.util.LinkedHashMap;
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
 */
@Language(RequestLanguage.NAME)
public final class RequestLanguage extends LanguageSupport {
    static final String NAME = "tidegate-request";

    private static final List<String> KEYS = List.of("uri", "method", "headers", "body");

    /**
     * @param mapped whether the message's body is sent
     */
    static String text(Connector connector, boolean mapped) {
        Map<String, @Nullable Object> text = new LinkedHashMap<>();
        if (connector.to() instanceof HttpTarget http) {
            text.put("uri", CamelTemplate.of(http.uri()));
            text.put("method", http.method());
            Map<String, Object> headers = new LinkedHashMap<>();
            http.headers().forEach((name, value) -> headers.put(name, CamelTemplate.of(value)));
            if (!headers.isEmpty()) {
                text.put("headers", headers);
            }
        } else if (connector.to() instanceof EndpointTarget endpoint) {
            text.put("uri", endpoint.uri());
        }
        if (!mapped) {
            text.put("body", "data");
        }
        return YamlText.withoutPlaceholders(text);
    }

    @Override
    public Expression createExpression(String yaml) {
        Map<String, Object> request = YamlExpression.map(NAME, yaml);
        for (String key : request.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        NAME + ": there is no \"" + key + "\", there are " + KEYS);
            }
        }
        Object body = request.getOrDefault("body", "message");
        if (!body.equals("message") && !body.equals("data")) {
            throw new IllegalArgumentException(
                    NAME + ": the body must be message or data, not \"" + body + "\"");
        }
        return new RequestMade(target(request), body.equals("message"));
    }

    private static Target target(Map<String, Object> request) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (request.get("headers") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
        }
        return CamelTemplate.target(
                String.valueOf(request.getOrDefault("uri", "")),
                String.valueOf(request.getOrDefault("method", "POST")),
                headers);
    }

    @Override
    public Predicate createPredicate(String yaml) {
        return ExpressionToPredicateAdapter.toPredicate(createExpression(yaml));
    }
}
