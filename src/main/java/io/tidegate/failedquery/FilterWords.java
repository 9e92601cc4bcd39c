package io.tidegate.failedquery;

import io.tidegate.failedquery.FailedQueryFilter.About;
import io.tidegate.failedquery.FailedQueryFilter.Failure;
import io.tidegate.failedquery.FailedQueryFilter.Span;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a filter as people and the API write it. */
public final class FilterWords {
    /** All words but {@code state}. */
    public static final List<String> WORDS =
            List.of("connector", "type", "subject", "stage", "status", "from", "to", "text");

    static final int MAX_TEXT = 200;

    private final Map<?, ?> words;

    private FilterWords(Map<?, ?> words) {
        this.words = words;
    }

    /**
     * Other keys are ignored.
     *
     * @throws InvalidFilter if a value cannot be one
     */
    public static FailedQueryFilter read(Map<?, ?> words, FailedQuery.@Nullable State state) {
        FilterWords read = new FilterWords(words);
        String text = read.text("text");
        if (text != null && text.length() > MAX_TEXT) {
            throw new InvalidFilter(
                    "text", "text has " + text.length() + " characters, allowed are " + MAX_TEXT);
        }
        return new FailedQueryFilter(
                read.text("connector"),
                state,
                new About(read.text("type"), read.text("subject")),
                new Failure(read.text("stage"), read.status()),
                new Span(read.time("from"), read.time("to")),
                text);
    }

    private @Nullable String text(String word) {
        Object value = words.get(word);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && !text.isEmpty() && text.indexOf(0) < 0) {
            return text;
        }
        throw new InvalidFilter(word, word + " is \"" + value + "\", allowed is a text");
    }

    private @Nullable Integer status() {
        Object value = words.get("status");
        if (value == null) {
            return null;
        }
        if (value.toString().matches("[1-5]\\d\\d")) {
            return Integer.valueOf(value.toString());
        }
        throw new InvalidFilter(
                "status", "status is \"" + value + "\", allowed is an HTTP status, 100 to 599");
    }

    private @Nullable Instant time(String word) {
        String text = text(word);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidFilter(
                    word,
                    word + " is \"" + text + "\", allowed is a time such as 2026-01-31T08:00:00Z");
        }
    }
}
