package io.tidegate.mapping;

import io.tidegate.event.Json;
import io.tidegate.rule.Rule;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Prints how often a second one thread maps an event. Not a test: figures depend on the machine.
 */
final class MappingThroughput {
    private static final long SECONDS = 2;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private MappingThroughput() {}

    @SuppressWarnings("unchecked")
    public static void main(String[] args) throws Exception {
        Path file = Path.of("src/test/resources/mapping/event.json");
        Map<String, Object> event = (Map<String, Object>) Json.parse(Files.readAllBytes(file));

        Map<String, Object> five = new LinkedHashMap<>();
        five.put("email", "$.data.Email[0].Value");
        five.put("properties.firstname", "$.data.FirstName");
        five.put("properties.lastname", "$.data.LastName");
        five.put("properties.country", "$.data.Address.Country");
        five.put("id", "$.data.Uid");
        Mapping paths = Mapping.compile(five, new FileLookupTables(Path.of(".")));
        print("five definite paths", () -> paths.apply(event));

        five.replaceAll(
                (target, source) ->
                        Map.of("from", "$.data.FirstName", "convert", List.of("trim", "lower")));
        Mapping converted = Mapping.compile(five, new FileLookupTables(Path.of(".")));
        print("five definite paths, two converters each", () -> converted.apply(event));

        Mapping expression =
                Mapping.compile(
                        Map.of("name", Map.of("expr", "data.FirstName & ' ' & data.LastName")),
                        new FileLookupTables(Path.of(".")));
        print("one expression", () -> expression.apply(event));

        Rule filter = Rule.compile("$[?(@.data.EmailVerified == true)]");
        print("one rule with a filter", () -> filter.holds(event));
        Rule definite = Rule.compile("$.data.Email[0].Value");
        print("one rule, a definite path", () -> definite.holds(event));
    }

    private static void print(String what, Callable<?> work) throws Exception {
        measure(work);
        System.out.printf("%-45s %,12d /s%n", what, measure(work));
    }

    private static long measure(Callable<?> work) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        long used = 0;
        long done = 0;
        while (used < SECONDS * 1_000_000_000L) {
            for (int i = 0; i < 1_000; i++) {
                if (work.call() == null) {
                    throw new IllegalStateException("work gave nothing");
                }
            }
            done += 1_000;
            used = THREADS.getCurrentThreadCpuTime() - start;
        }
        return done * 1_000_000_000L / used;
    }
}
