package io.tidegate.identity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record of a custom object that belongs to an account. */
public record CustomObject(String id, Map<String, @Nullable Object> members) {
    public CustomObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
}
