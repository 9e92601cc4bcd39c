package io.tidegate.route;

import io.tidegate.delivery.Flight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What the steps of a route share. */
final class Steps {
    private Steps() {}

    static Flight flight(Exchange exchange) {
        Flight flight = exchange.getProperty(Flight.PROPERTY, Flight.class);
        if (flight == null) {
            throw new IllegalStateException(
                    "this step belongs into a route that begins with trigger:, it found no delivery on the exchange");
        }
        return flight;
    }

    /** A deep copy that a step may change. */
    static @Nullable Object copy(@Nullable Object json) {
        if (json instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), copy(value)));
            return copy;
        }
        if (json instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(copy(element)));
            return copy;
        }
        return json;
    }
}
