package io.tidegate.journal;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Since when connectors have had nothing but failures, also over restarts; ms since 1970. What was
 * before a connector was last switched on or off is forgotten.
 */
public interface FailingConnectors {

    /** By connector. */
    Map<String, Long> all();

    /** Empty if none is known: it succeeded meanwhile, maybe elsewhere. */
    OptionalLong since(String connector);

    /** Unless one is known; complete when it is committed. */
    CompletionStage<?> begin(String connector, long since);

    /** It succeeded. Returns at once. */
    void forget(String connector);
}
