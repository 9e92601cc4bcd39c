package io.tidegate.failedquery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which failed queries; what is null does not matter.
 *
 * @param text in ids, subject, type or error
 */
public record FailedQueryFilter(
        @Nullable String connector,
        FailedQuery.@Nullable State state,
        About about,
        Failure failure,
        Span span,
        @Nullable String text) {
    public static final FailedQueryFilter ALL = of(null, null);

    /** The event's. */
    public record About(@Nullable String type, @Nullable String subject) {}

    /**
     * @param status of the response
     */
    public record Failure(@Nullable String stage, @Nullable Integer status) {}

    /** When it failed: from then on, and before. */
    public record Span(@Nullable Instant from, @Nullable Instant to) {}

    public static FailedQueryFilter of(
            @Nullable String connector, FailedQuery.@Nullable State state) {
        return new FailedQueryFilter(
                connector,
                state,
                new About(null, null),
                new Failure(null, null),
                new Span(null, null),
                null);
    }

    public FailedQueryFilter with(FailedQuery.State other) {
        return new FailedQueryFilter(connector, other, about, failure, span, text);
    }

    /** Whether an index finds them. */
    boolean isIndexed() {
        return about.type == null
                && about.subject == null
                && failure.stage == null
                && failure.status == null
                && text == null;
    }

    /** Its words as the API takes them, without the state; {@link FilterWords} reads them. */
    public Map<String, Object> words() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("connector", connector);
        all.put("type", about.type);
        all.put("subject", about.subject);
        all.put("stage", failure.stage);
        all.put("status", failure.status);
        all.put("from", span.from == null ? null : span.from.toString());
        all.put("to", span.to == null ? null : span.to.toString());
        all.put("text", text);
        Map<String, Object> said = new LinkedHashMap<>();
        all.forEach(
                (word, value) -> {
                    if (value != null) {
                        said.put(word, value);
                    }
                });
        return said;
    }
}
