package io.tidegate.connector;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a third party, or a Camel endpoint, does in a test when it is called. */
public sealed interface CannedAnswer {
    /** What one does that a test says nothing of. */
    CannedAnswer OK = new Answered(200, Map.of(), null);

    /**
     * @param body JSON, or a text that is sent as it is; null: empty
     */
    record Answered(int status, Map<String, String> headers, @Nullable Object body)
            implements CannedAnswer {}

    /** Nothing reaches it. */
    record Unreachable(String error) implements CannedAnswer {}

    /** It takes the request and never answers. */
    record TimedOut() implements CannedAnswer {}
}
