package io.tidegate.route;

import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.Part;
import io.tidegate.connector.Template;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.Event;
import io.tidegate.event.InvalidPath;
import io.tidegate.event.Json;
import io.tidegate.event.Path;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the request of a delivery from its mapped body. Secrets stay references; fields are encoded
 * into the URL.
 */
final class RequestBuilder {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final HttpTarget target;
    private final Map<String, Path> fields = new HashMap<>();
    private final boolean mapped;
    private final @Nullable DestinationBody destination;

    /**
     * @param mapped whether the body is made by mapping or hooks; else the event's data goes out
     *     byte for byte
     */
    RequestBuilder(HttpTarget target, boolean mapped) {
        this.target = target;
        this.mapped = mapped;
        this.destination =
                target.destination() == null ? null : new DestinationBody(target.destination());
        for (Part part : target.uri().parts()) {
            if (part instanceof Part.FieldRef field) {
                fields.put(field.path(), compiled(field.path()));
            }
        }
    }

    static Path compiled(String field) {
        try {
            return Path.compile("$." + field);
        } catch (InvalidPath e) {
            throw new IllegalArgumentException(
                    "{" + field + "} in a URL is not a path: " + e.getMessage(), e);
        }
    }

    OutboundRequest build(Flight flight, @Nullable Object body) throws StageFailed {
        Event event = flight.event();
        Object given = mapped ? body : event.root().get("data");
        if (destination != null) {
            destination.check(given);
        }
        byte @Nullable [] content = hasContent() ? content(event, given) : null;
        Map<String, String> headers = new LinkedHashMap<>();
        if (content != null) {
            headers.put("Content-Type", contentType(event));
            if (destination != null) {
                destination.addTo(headers);
            }
        }
        headers.put(IDEMPOTENCY_KEY, flight.id().idempotencyKey());
        target.headers().forEach((name, template) -> put(headers, name, template.text()));
        return new OutboundRequest(target.method(), url(given), headers, content);
    }

    private String contentType(Event event) {
        if (destination != null && destination.contentType() != null) {
            return destination.contentType();
        }
        return mapped || event.contentType() == null ? "application/json" : event.contentType();
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (!name.equalsIgnoreCase(IDEMPOTENCY_KEY)) {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, value);
        }
    }

    private boolean hasContent() {
        return !target.method().equals("GET") && !target.method().equals("HEAD");
    }

    private byte @Nullable [] content(Event event, @Nullable Object body) {
        if (destination != null && destination.contentType() != null) {
            return destination.of(body);
        }
        return mapped ? Json.write(body) : event.data();
    }

    private String url(@Nullable Object body) throws StageFailed {
        Template uri = target.uri();
        if (fields.isEmpty()) {
            return uri.text();
        }
        StringBuilder url = new StringBuilder();
        for (Part part : uri.parts()) {
            if (part instanceof Part.Literal literal) {
                url.append(literal.text());
            } else if (part instanceof Part.FieldRef field) {
                url.append(encoded(field, body));
            } else if (part instanceof Part.SecretRef secret) {
                url.append("{{secret:").append(secret.name()).append("}}");
            } else if (part instanceof Part.EnvRef env) {
                url.append("{{env:").append(env.name()).append("}}");
            }
        }
        checkSegments(url.toString());
        return url.toString();
    }

    private String encoded(Part.FieldRef reference, @Nullable Object body) throws StageFailed {
        String field = reference.path();
        List<Object> found = Objects.requireNonNull(fields.get(field)).select(body);
        Object value = found.isEmpty() ? null : found.get(0);
        if (value == null || value instanceof Map || value instanceof List) {
            throw unusable("{" + field + "}", value == null ? "has no value" : "is no plain value");
        }
        String text = value.toString();
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw unusable("{" + field + "}", text.isEmpty() ? "is empty" : "is \"" + text + "\"");
        }
        if (text.codePoints().anyMatch(RequestBuilder::isHalf)) {
            throw unusable("{" + field + "}", "holds half a character (a lone surrogate)");
        }
        return URLEncoder.encode(reference.filter().of(text), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    /** It would be encoded as a question mark. */
    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** Judged as a whole: the connector's own text beside a field may complete a {@code ..}. */
    private static void checkSegments(String url) throws StageFailed {
        int query = url.indexOf('?');
        for (String segment : (query < 0 ? url : url.substring(0, query)).split("/")) {
            String plain = segment.replaceAll("(?i)%2e", ".");
            if (plain.equals(".") || plain.equals("..")) {
                throw unusable("the path segment", "is \"" + plain + "\"");
            }
        }
    }

    private static StageFailed unusable(String what, String why) {
        return StageFailed.forGood(
                Stage.REQUEST,
                what
                        + " in the URL "
                        + why
                        + " with this event's mapped body: no request was made, since it would go to"
                        + " another address",
                null);
    }
}
