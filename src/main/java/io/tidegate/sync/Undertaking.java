package io.tidegate.sync;

import io.tidegate.identity.Conflict;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is about to carry out an action.
 *
 * @param system whose change it is; null: the connector names none
 * @param suppressed the provider is asked to send no webhook, so we publish the events
 */
public record Undertaking(
        long delivery,
        String connector,
        @Nullable String system,
        Conflict conflict,
        boolean suppressed,
        ChangeTime changed) {}
