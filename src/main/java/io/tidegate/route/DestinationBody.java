package io.tidegate.route;

import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.destination.Filled;
import io.tidegate.event.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body as a destination wants it: the fields that it needs, its envelope, JSON or a form. */
final class DestinationBody {
    private final Filled filled;
    private final BodyReferences kind;
    private final boolean reads;
    private final Map<String, Path> needed = new LinkedHashMap<>();

    DestinationBody(Filled filled) {
        this.filled = filled;
        this.kind =
                filled.destination().request().form() ? BodyReferences.FORM : BodyReferences.JSON;
        this.reads = filled.envelope() != null && filled.envelope().hasReferences();
        filled.destination()
                .expects()
                .required()
                .forEach(field -> needed.put(field, RequestBuilder.compiled(field)));
    }

    /** Null if the mapped body is sent as it is. */
    @Nullable String contentType() {
        if (kind == BodyReferences.FORM) {
            return "application/x-www-form-urlencoded";
        }
        return filled.envelope() == null ? null : "application/json";
    }

    /**
     * @throws StageFailed for good if the mapped body lacks what the destination needs
     */
    void check(@Nullable Object body) throws StageFailed {
        for (Map.Entry<String, Path> field : needed.entrySet()) {
            if (field.getValue().first(body, null) == null) {
                throw StageFailed.forGood(
                        Stage.REQUEST,
                        "the field "
                                + field.getKey()
                                + ", which "
                                + filled.destination().name()
                                + " needs, has no value in this event's mapped body: no request was made",
                        null);
            }
        }
    }

    byte[] of(@Nullable Object body) {
        Object made = filled.envelope() == null ? body : filled.envelope().around(body);
        return reads ? kind.of(made) : kind.write(made);
    }

    /** Tells whoever sends the body that it names secrets. */
    void addTo(Map<String, String> headers) {
        if (reads) {
            headers.put(BodyReferences.HEADER, kind.name());
        }
    }
}
