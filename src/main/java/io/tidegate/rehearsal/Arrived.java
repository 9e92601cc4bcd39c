package io.tidegate.rehearsal;

import io.tidegate.event.Event;
import io.tidegate.inflow.Refused;
import io.tidegate.intake.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a test gives, as it comes to the connector. */
sealed interface Arrived {
    record Taken(Event event) implements Arrived {}

    /** A post that the endpoint refused: nothing of it comes any further. */
    record Rejected(Refused refused) implements Arrived {

        /** With the key {@code refused} of {@code expect}. */
        Map<String, @Nullable Object> seen() {
            Problem problem = refused.problem();
            Map<String, @Nullable Object> told = new LinkedHashMap<>();
            told.put("status", problem.status());
            told.put("detail", problem.detail());
            told.put(
                    "errors",
                    problem.faults().stream()
                            .map(
                                    fault ->
                                            Map.of(
                                                    "pointer",
                                                    fault.pointer(),
                                                    "detail",
                                                    fault.detail()))
                            .toList());
            Map<String, @Nullable Object> seen = new LinkedHashMap<>();
            seen.put("refused", told);
            return seen;
        }

        String happened() {
            return "the post was refused with "
                    + refused.problem().status()
                    + ": "
                    + refused.problem().detail();
        }
    }

    static List<Arrived> all(List<Event> events) {
        return events.stream().map(event -> (Arrived) new Taken(event)).toList();
    }
}
