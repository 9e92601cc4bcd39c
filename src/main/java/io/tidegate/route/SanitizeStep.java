package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.profile.Cleaned;
import io.tidegate.profile.SanitizeTerms;
import io.tidegate.profile.Sanitized;
import io.tidegate.profile.Sanitizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/** The body becomes the profile as an account can hold it; what was changed is noted. */
final class SanitizeStep extends ExpressionAdapter {
    private final SanitizeTerms terms;
    private final Set<String> kept;

    SanitizeStep(SanitizeTerms terms, Set<String> kept) {
        this.terms = terms;
        this.kept = Set.copyOf(kept);
    }

    @Override
    public @Nullable Object evaluate(Exchange exchange) {
        Flight flight = Steps.flight(exchange);
        Object body = exchange.getMessage().getBody();
        if (!flight.isToBuild()) {
            return body;
        }
        flight.at(Stage.MAPPING, "sanitize");
        try {
            return fit(flight, SealedTexts.opened(exchange, body));
        } catch (StageFailed e) {
            exchange.setException(e);
            return body;
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> fit(Flight flight, @Nullable Object body)
            throws StageFailed {
        if (!(body instanceof Map<?, ?> mapped)) {
            throw wrong("what was posted is no object, and no mapping makes a profile of it");
        }
        Sanitized sanitized = Sanitizer.sanitize((Map<String, ?>) mapped, terms, kept);
        if (!sanitized.changes().isEmpty()) {
            flight.note("cleaned", json(sanitized.changes()));
        }
        if (sanitized instanceof Sanitized.Unfit unfit) {
            throw wrong(unfit.reason());
        }
        return ((Sanitized.Fit) sanitized).profile();
    }

    private static StageFailed wrong(String why) {
        return StageFailed.forGood(Stage.MAPPING, why, null);
    }

    private static List<Map<String, @Nullable Object>> json(List<Cleaned> changes) {
        return changes.stream().map(SanitizeStep::json).toList();
    }

    private static Map<String, @Nullable Object> json(Cleaned cleaned) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("field", cleaned.field());
        json.put("change", cleaned.change());
        json.put("was", cleaned.was());
        json.put("now", cleaned.now());
        return json;
    }

    @Override
    public String toString() {
        return "sanitize";
    }
}
