package io.tidegate.connector;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Templates in Camel's own YAML, where two braces are Camel's: references are written {@code
 * ${secret:name}} and {@code ${env:NAME}}.
 */
public final class CamelTemplate {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{((?:secret|env):[^{}]*)}");

    private CamelTemplate() {}

    /**
     * @throws Unwritable if its own text looks like such a reference
     */
    public static String of(Template template) {
        StringBuilder text = new StringBuilder();
        for (Part part : template.parts()) {
            if (part instanceof Part.Literal literal) {
                text.append(checked(literal.text()));
            } else if (part instanceof Part.FieldRef field) {
                text.append('{').append(field.path()).append('}');
            } else if (part instanceof Part.SecretRef secret) {
                text.append("${secret:").append(secret.name()).append('}');
            } else if (part instanceof Part.EnvRef env) {
                text.append("${env:").append(env.name()).append('}');
            }
        }
        return text.toString();
    }

    private static String checked(String literal) {
        if (REFERENCE.matcher(literal).find()) {
            throw new Unwritable(
                    "\"" + literal + "\" would be read as a reference in Camel's own YAML");
        }
        return literal;
    }

    /**
     * The target that these texts describe.
     *
     * @throws IllegalArgumentException that says what is wrong with them
     */
    public static Target target(String url, String method, Map<String, String> headers) {
        if (!UrlRules.isHttp(ours(url))) {
            return new EndpointTarget(url, new Mark(url, 1, 1));
        }
        try {
            Template uri = Template.ofUri(ours(url));
            Optional<String> mistake = UrlRules.mistake(uri);
            if (mistake.isPresent()) {
                throw new IllegalArgumentException("\"" + url + "\": " + mistake.get());
            }
            Map<String, Template> templates = new LinkedHashMap<>();
            for (Map.Entry<String, String> header : headers.entrySet()) {
                templates.put(header.getKey(), Template.ofText(ours(header.getValue())));
            }
            return new HttpTarget(uri, method(method), templates, new Mark(url, 1, 1));
        } catch (InvalidTemplate e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String method(String method) {
        String upper = method.toUpperCase(Locale.ROOT);
        if (!OutflowKeys.METHODS.contains(upper)) {
            throw new IllegalArgumentException(
                    "the method must be one of "
                            + String.join(", ", OutflowKeys.METHODS)
                            + ", not \""
                            + method
                            + "\"");
        }
        return upper;
    }

    private static String ours(String text) {
        return REFERENCE.matcher(text).replaceAll("{{$1}}");
    }
}
