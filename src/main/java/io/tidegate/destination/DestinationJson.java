package io.tidegate.destination;

import io.tidegate.destination.Answers.Condition;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A destination as API and command line show it. */
public final class DestinationJson {
    private DestinationJson() {}

    /**
     * @param own whether it is a team's own, not Tidegate's
     */
    public static Map<String, @Nullable Object> item(Destination destination, boolean own) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", destination.name());
        json.put("title", destination.about().title());
        json.put("description", destination.about().description());
        json.put("group", destination.about().group());
        json.put("icon", destination.about().icon());
        json.put("documentation", destination.about().documentation());
        json.put("own", own);
        return json;
    }

    /** The same with everything that its file says. */
    public static Map<String, @Nullable Object> whole(Destination destination, boolean own) {
        Map<String, @Nullable Object> json = item(destination, own);
        json.put("parameters", destination.parameters().schema());
        json.put("expects", destination.expects().required());
        json.put("request", request(destination.request()));
        json.put("authorization", authorization(destination.authorization()));
        Answers answers = destination.answers();
        json.put("success", condition(answers.success()));
        json.put("retry", condition(answers.retry()));
        json.put("alreadyDone", condition(answers.alreadyDone()));
        json.put("recordId", answers.recordId() == null ? null : answers.recordId().expression());
        json.put("rateLimit", destination.conduct().facts().rateLimit());
        json.put("idempotency", destination.conduct().facts().idempotency());
        json.put("example", ExampleConnector.of(destination));
        return json;
    }

    private static Map<String, @Nullable Object> request(RequestShape request) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("method", request.method());
        json.put("url", request.url());
        json.put("headers", request.headers());
        json.put("body", request.body());
        json.put("form", request.form());
        return json;
    }

    private static Map<String, @Nullable Object> authorization(Authorization authorization) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("basic", authorization.basic().isEmpty() ? null : authorization.basic());
        json.put("oauth2", authorization.oauth2() == null ? null : oauth2(authorization.oauth2()));
        json.put("sign", authorization.signing().isEmpty() ? null : authorization.signing());
        return json;
    }

    private static Map<String, @Nullable Object> oauth2(OAuth2 oauth2) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("grant", oauth2.grant().name().toLowerCase(Locale.ROOT));
        json.put("tokenUrl", oauth2.tokenUrl());
        json.put("clientId", oauth2.clientId());
        json.put("clientSecret", oauth2.clientSecret());
        json.put("form", oauth2.form());
        json.put("clientAuthentication", oauth2.authentication().name().toLowerCase(Locale.ROOT));
        return json;
    }

    private static @Nullable Map<String, @Nullable Object> condition(
            @Nullable Condition condition) {
        if (condition == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("status", condition.status() == null ? null : condition.status().toString());
        json.put("body", condition.body() == null ? null : condition.body().expression());
        return json;
    }
}
