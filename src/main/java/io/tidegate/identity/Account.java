package io.tidegate.identity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account as the provider tells it, in the words of the profile's table.
 *
 * @param profile as it was answered; it may hold more than the table
 */
public record Account(String uid, Map<String, @Nullable Object> profile) {
    public Account {
        profile = Collections.unmodifiableMap(new LinkedHashMap<>(profile));
    }
}
