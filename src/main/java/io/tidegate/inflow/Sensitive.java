package io.tidegate.inflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an account nobody has business with: passwords, their hashes and dates, PINs, tokens, and
 * whatever else proves who somebody is. Fields are told by their names, in any case, at any depth.
 */
public final class Sensitive {
    private static final Set<String> NAMES =
            Set.of(
                    "pin",
                    "provideraccesscredential",
                    "otp",
                    "backupcodes",
                    "backupcode",
                    "manualentrycode",
                    "qrcode");
    private static final List<String> ENDS = List.of("token", "secret", "tokens", "secrets");
    private static final List<String> PARTS = List.of("password", "securityquestion");

    private Sensitive() {}

    /** A copy without those fields. */
    public static @Nullable Object removed(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> kept = new LinkedHashMap<>();
            map.forEach(
                    (name, member) -> {
                        if (!isSensitive(String.valueOf(name))) {
                            kept.put(String.valueOf(name), removed(member));
                        }
                    });
            return kept;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> kept = new ArrayList<>(list.size());
            list.forEach(element -> kept.add(removed(element)));
            return kept;
        }
        return value;
    }

    static boolean isSensitive(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        return NAMES.contains(lower)
                || ENDS.stream().anyMatch(lower::endsWith)
                || PARTS.stream().anyMatch(lower::contains);
    }
}
