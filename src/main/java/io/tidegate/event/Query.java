package io.tidegate.event;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path with wildcards, filters, slices, scans or functions, left to Jayway. */
final class Query implements Selector {
    /*
     * Not SUPPRESS_EXCEPTIONS: with it a missing field inside a filter reads as null, so that `@.x == null` holds for
     * an event without x. A missing field is an exception without a stack trace, caught below.
     */
    private static final Configuration CONFIGURATION =
            Configuration.builder()
                    .jsonProvider(new PlainJson())
                    .mappingProvider(new AsItIs())
                    .build();

    static {
        RegexFilter.install();
    }

    private final String text;
    private final JsonPath compiled;
    private final boolean keepsState;

    private Query(String text, JsonPath compiled, boolean keepsState) {
        this.text = text;
        this.compiled = compiled;
        this.keepsState = keepsState;
    }

    static Query compile(String text, Outline outline) throws InvalidPath {
        try {
            // Jayway writes into the tokens of scans (the last array index) and functions (their
            // arguments) as it
            // evaluates: such a path would carry one event's values, or one thread's, into the
            // next.
            boolean keepsState = outline.scans() || !outline.functions().isEmpty();
            return new Query(text, JsonPath.compile(text), keepsState);
        } catch (RuntimeException e) {
            String hint = outline.singleEquals() ? " (equality is written ==)" : "";
            throw new InvalidPath("not a path: " + text + ": " + e.getMessage() + hint);
        }
    }

    @Override
    public boolean definite() {
        return compiled.isDefinite();
    }

    @Override
    public @Nullable Object first(@Nullable Object root, @Nullable Object otherwise) {
        List<@Nullable Object> all = select(root);
        return all.isEmpty() ? otherwise : all.get(0);
    }

    @Override
    public List<@Nullable Object> select(@Nullable Object root) {
        if (root == null) {
            return List.of();
        }
        RegexFilter.begin();
        try {
            Object found =
                    (keepsState ? JsonPath.compile(text) : compiled).read(root, CONFIGURATION);
            return definite() ? Collections.singletonList(found) : list(found);
        } catch (TooMuchWork e) {
            throw e;
        } catch (StackOverflowError e) {
            throw new TooMuchWork(
                    "its regular expression or its scan goes deeper than a thread can on this event");
        } catch (RuntimeException odd) {
            // A missing field, or an operator or function that met a type it does not know (Jayway
            // casts blindly).
            return List.of();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> list(@Nullable Object found) {
        return found instanceof List<?> list
                ? (List<@Nullable Object>) list
                : Collections.singletonList(found);
    }
}
