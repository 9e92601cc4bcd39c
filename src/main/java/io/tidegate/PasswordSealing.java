package io.tidegate;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.event.Sealing;
import io.tidegate.security.Seal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Seals passwords of inflows with the master key, each for its connector. They are sealed as JSON:
 * a lone surrogate, which JSON can hold, is lost in UTF-8.
 */
record PasswordSealing(Seal seal) implements Sealing {
    private static final String PURPOSE = "inflow-password:";

    @Override
    public String seal(String connector, String text) {
        return BEGIN + seal.seal(PURPOSE + connector, Json.text(text)) + END;
    }

    @Override
    public @Nullable String open(String connector, String sealed) {
        String json =
                seal.open(
                        PURPOSE + connector,
                        sealed.substring(BEGIN.length(), sealed.length() - END.length()));
        try {
            return json != null
                            && Json.parse(json.getBytes(StandardCharsets.UTF_8))
                                    instanceof String text
                    ? text
                    : null;
        } catch (InvalidJson e) {
            return null;
        }
    }
}
