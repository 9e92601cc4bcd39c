package io.tidegate.api;

import io.tidegate.journal.Lately;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server's standing and ways, as a test says them. */
final class TestStanding implements Standing, Ways {
    final Map<String, Unfinished> unfinished = new LinkedHashMap<>();
    final List<String> degraded = new ArrayList<>();
    @Nullable String why;
    Lately lately = new Lately();

    @Override
    public Map<String, Unfinished> unfinished() {
        return unfinished;
    }

    @Override
    public Seen health() {
        return new Seen(why, degraded);
    }

    @Override
    public Lately lately() {
        return lately;
    }

    @Override
    public Optional<Way> of(String connector) {
        return connector.equals("crm-contacts")
                ? Optional.of(
                        new Way(
                                "outflow",
                                List.of(
                                        new Step("trigger", "trigger", "Register", null),
                                        new Step("rule", "rule-1", "$.data.Email", null),
                                        new Step("mapping", "mapping", "1 field", null),
                                        new Step("request", "request", "PUT https://x", null),
                                        new Step("after", "after-1", "hooks/x.js", null))))
                : Optional.empty();
    }
}
