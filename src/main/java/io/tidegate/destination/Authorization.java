package io.tidegate.destination;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is made at each send, as a file writes it.
 *
 * @param basic user and password; empty: none
 * @param signing secrets of the Standard Webhooks scheme, each of which signs; empty: none
 */
public record Authorization(List<String> basic, @Nullable OAuth2 oauth2, List<String> signing) {
    public Authorization {
        basic = List.copyOf(basic);
        signing = List.copyOf(signing);
    }
}
