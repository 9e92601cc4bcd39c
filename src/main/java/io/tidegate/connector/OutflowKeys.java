package io.tidegate.connector;

import io.tidegate.event.Trigger;
import io.tidegate.event.Triggers;
import io.tidegate.mapping.MappingKeys;
import io.tidegate.schema.Key;
import io.tidegate.schema.Keys;
import io.tidegate.schema.Shape;
import io.tidegate.schema.Shapes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every key of {@code outflow:} and of the maps in it, for its readers and for editors. */
final class OutflowKeys {
    static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    /** In the order of their use; the first is what is taken without one. */
    static final List<String> METHODS = List.of("POST", "PUT", "PATCH", "DELETE", "GET");

    static final Map<String, String> WHEN_INACTIVE = whenInactive();

    private static final Shape.Span DELAY = new Shape.Span(Duration.ofMillis(10), days(7));
    private static final Shape.Span TIMEOUT =
            new Shape.Span(Duration.ofMillis(10), Duration.ofHours(1));

    static final Keys TO =
            Keys.of(
                    "to",
                    Key.required(
                            "uri",
                            Shapes.string(),
                            "An absolute http(s) URL, in which {field} is a value of the mapped body, or a Camel endpoint"),
                    Key.of(
                            "method",
                            Shapes.wordsInAnyCase(meanings()),
                            "How the URL is called; POST if it is not said"),
                    Key.of(
                            "headers",
                            Shapes.mapOf(Shapes.text()),
                            "Names and values; {{secret:name}} and {{env:NAME}} are read at each send"),
                    Key.of(
                            DestinationTargetReader.KEY,
                            Shapes.string(),
                            "The name of a destination, in the place of a uri; its parameters stand beside it"));

    static final Keys RETRY =
            Keys.of(
                    "retry",
                    Key.of(
                            "attempts",
                            new Shape.Whole(0, 1_000),
                            "Repeats after the first request; the setting, 5, if it is not said"),
                    Key.of(
                            "delay",
                            DELAY,
                            "Before the first repeat; the setting, 30s, if it is not said"),
                    Key.of(
                            "backOff",
                            new Shape.Decimal(1, 100),
                            "Each delay is the one before times this"),
                    Key.of("maxDelay", DELAY, "Where growth ends; 1d if it is not said"),
                    Key.of(
                            "jitter",
                            new Shape.Decimal(0, 1),
                            "Part of the delay that is random, 0 to 1"),
                    Key.of(
                            "giveUpOn",
                            Shapes.listOf(new Shape.Whole(300, 599)),
                            "Statuses that end the delivery at once"));

    /** What {@code breaker} may say instead of a map. */
    static final Map<String, String> SWITCHED = switched();

    static final Keys BREAKER =
            Keys.of(
                    "breaker",
                    Key.of(
                            "after",
                            ControlBounds.AFTER,
                            "So many of the last attempts are looked at; 20 if it is not said"),
                    Key.of(
                            "failureRate",
                            ControlBounds.FAILURE_RATE,
                            "Percent of them that must have failed; 100, all in a row, if it is not said"),
                    Key.of(
                            "for",
                            ControlBounds.OPEN_FOR,
                            "How long nothing is sent before one delivery tries again; 30s if it is not said"));

    /** Of ECMAScript and Java alike. */
    static final String BATCH_IN = "^[A-Za-z0-9_-]{1,100}$";

    static final Keys OUTCOMES =
            Keys.of(
                    "outcomes",
                    Key.required(
                            "at",
                            Shapes.matching("^\\$"),
                            "JSONPath in the answer to the list of results, in the order of the records"),
                    Key.required(
                            "success",
                            Shapes.matching("^\\s*\\$"),
                            "JSONPath condition on a result, which holds if its record was taken: $[?(@.ok == true)]"),
                    Key.of(
                            "error",
                            Shapes.matching("^\\$"),
                            "JSONPath in a result to why its record was not taken"));

    static final Keys BATCH =
            Keys.of(
                    "batch",
                    Key.required(
                            "size", new Shape.Whole(2, 1_000), "Records in one request, at most"),
                    Key.of(
                            "within",
                            new Shape.Span(Duration.ofMillis(10), Duration.ofMinutes(1)),
                            "So long the first of them waits for others, at most; 1s if it is not said"),
                    Key.of(
                            "in",
                            Shapes.matching(BATCH_IN),
                            "The key of the body under which the list of records stands; without it the list is the body"),
                    Key.of(
                            "outcomes",
                            Shapes.map(OUTCOMES),
                            "How the answer says what became of each record; without it the answer's status counts for all"));

    static final Keys TIMEOUTS =
            Keys.of(
                    "timeouts",
                    Key.of(
                            "connect",
                            TIMEOUT,
                            "Until the connection stands; the setting, 5s, if it is not said"),
                    Key.of(
                            "response",
                            TIMEOUT,
                            "From the request sent to the answer read; the setting, 30s, if it is not said"));

    static final Keys OUTFLOW =
            Keys.of(
                    "outflow",
                    Key.required(
                            "id",
                            Shapes.with(Shapes.text(), "pattern", "^" + ID + "$"),
                            "The connector's name, and its Camel route's"),
                    Key.of("title", Shapes.text(), "Its name for people"),
                    Key.of("system", Shapes.text(), "The third party's name"),
                    Key.required(
                            "on",
                            Shapes.anyOf(trigger(), Shapes.someOf(trigger())),
                            "The events that start it: names of the catalogue, types with a dot, * for any characters"),
                    Key.of(
                            "rules",
                            Shapes.listOf(Shapes.text()),
                            "JSONPath conditions on the event, all of which must hold: $[?(@.data.Field == 'value')]"),
                    Key.of("before", steps(), "Steps that change the event before the mapping"),
                    Key.of(
                            "mapping",
                            MappingKeys.shape(),
                            "Place in the body and where its value comes from; without a mapping the event's data is sent"),
                    Key.required(
                            "to",
                            Shapes.defined(RouteSchema.TO),
                            "Where it goes: a map, or text that is its uri"),
                    Key.of("after", steps(), "Steps that run from the recorded 2xx on"),
                    Key.of("retry", Shapes.map(RETRY), "When a failed request is repeated"),
                    Key.of(
                            "ordered",
                            Shapes.flag(),
                            "Whether events of one subject wait for each other; true if it is not said"),
                    Key.of(
                            "concurrency",
                            ControlBounds.CONCURRENCY,
                            "Requests on the wire at once; the setting, 64, if it is not said"),
                    Key.of(
                            "rateLimit",
                            Shapes.matching(RateLimit.WRITTEN),
                            "Requests in a second, minute or hour, at most, of all nodes together: 100/s, 600/m, 5000/h"),
                    Key.of(
                            "breaker",
                            Shapes.anyOf(Shapes.words(SWITCHED), Shapes.map(BREAKER)),
                            "When deliveries are parked since the third party does not work; the setting, off, if it is not said"),
                    Key.of(
                            "deactivateAfter",
                            Shapes.anyOf(
                                    Shapes.words(Map.of("never", "it is never switched off")),
                                    ControlBounds.DEACTIVATE_AFTER),
                            "So long nothing but failure, and the connector is switched off; the setting, never, if it is not said"),
                    Key.of(
                            "batch",
                            Shapes.map(BATCH),
                            "Many records in one request, as a JSON list"),
                    Key.of("timeouts", Shapes.map(TIMEOUTS), "How long the third party may take"),
                    Key.of(
                            "whenInactive",
                            Shapes.words(WHEN_INACTIVE),
                            "What becomes of events that come while the connector is inactive; ignore if it is not said"),
                    Key.of(
                            "tests",
                            Shapes.listOf(Shapes.map(TestKeys.TEST)),
                            "Cases with given and expect, which tidegate test runs"));

    private OutflowKeys() {}

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    /** A key that an inflow has too. */
    static Key shared(String name) {
        return OUTFLOW.all().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    static Shape steps() {
        return Shapes.listOf(Shapes.defined(RouteSchema.STEP));
    }

    private static Shape trigger() {
        Map<String, String> catalogue =
                Triggers.all().stream()
                        .collect(
                                Collectors.toMap(
                                        Trigger::name,
                                        Trigger::description,
                                        (a, b) -> a,
                                        LinkedHashMap::new));
        return Shapes.anyOf(
                Shapes.wordsInAnyCase(catalogue), Shapes.matching("^[^\\s]*[.*][^\\s]*$"));
    }

    private static Map<String, String> switched() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("on", "as { after: 20, failureRate: 100, for: 30s }");
        words.put("off", "every delivery goes on with its own retries");
        return words;
    }

    private static Map<String, String> whenInactive() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("hold", "its events wait for its activation");
        words.put("ignore", "they make no delivery, the default");
        return words;
    }

    private static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (String method : METHODS) {
            meanings.put(method, method.equals("GET") ? "Without a body" : "With the mapped body");
        }
        return meanings;
    }
}
