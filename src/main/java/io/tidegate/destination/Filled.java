package io.tidegate.destination;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A destination's request with a connector's parameters in it; secrets, variables and fields of the
 * body are still references.
 *
 * @param given the parameters as the connector says them
 */
public record Filled(
        Destination destination,
        String method,
        String url,
        Map<String, String> headers,
        @Nullable Envelope envelope,
        Authorization authorization,
        Map<String, @Nullable Object> given) {
    public Filled {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    static Filled of(
            Destination destination,
            Map<String, Object> values,
            Map<String, @Nullable Object> given) {
        RequestShape shape = destination.request();
        Map<String, String> headers = new LinkedHashMap<>();
        shape.headers().forEach((name, text) -> put(headers, name, plain(text, values)));
        return new Filled(
                destination,
                String.valueOf(plain(shape.method(), values)),
                String.valueOf(url(shape.url(), values)),
                headers,
                shape.body() == null ? null : Envelope.of(shape.body(), values),
                authorization(destination.authorization(), values),
                given);
    }

    private static void put(Map<String, String> map, String name, @Nullable String value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    private static @Nullable String plain(String text, Map<String, Object> values) {
        return new ParameterText(text).filled(values, ParameterText.In.TEXT);
    }

    private static @Nullable String url(String text, Map<String, Object> values) {
        return new ParameterText(text).filled(values, ParameterText.In.URL);
    }

    private static Authorization authorization(Authorization written, Map<String, Object> values) {
        return new Authorization(
                texts(written.basic(), values),
                written.oauth2() == null ? null : oauth2(written.oauth2(), values),
                texts(written.signing(), values));
    }

    /** One whose parameter is not set is left out. */
    private static List<String> texts(List<String> written, Map<String, Object> values) {
        return written.stream()
                .map(text -> plain(text, values))
                .filter(java.util.Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }

    private static OAuth2 oauth2(OAuth2 written, Map<String, Object> values) {
        Map<String, String> form = new LinkedHashMap<>();
        written.form().forEach((name, text) -> put(form, name, plain(text, values)));
        return new OAuth2(
                written.grant(),
                written.authentication(),
                String.valueOf(url(written.tokenUrl(), values)),
                written.clientId() == null ? null : plain(written.clientId(), values),
                written.clientSecret() == null ? null : plain(written.clientSecret(), values),
                form);
    }
}
