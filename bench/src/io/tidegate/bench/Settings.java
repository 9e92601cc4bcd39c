package io.tidegate.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run of the bench does; {@code bench/run} hands each value over as a system property {@code
 * bench.…}.
 */
record Settings(
        Path root,
        Path folder,
        List<String> only,
        String heap,
        List<String> javaOptions,
        Map<String, String> tidegate,
        Timing timing,
        int connections) {

    /**
     * How often and how long, in seconds.
     *
     * @param warmUp at least; it ends when Java compiles no more, or after {@code warmUpMost}
     */
    record Timing(int rounds, int warmUp, int warmUpMost, int closed, int open) {}

    static Settings read() {
        return new Settings(
                Path.of(text("root")),
                Path.of(text("folder")),
                words("only"),
                text("heap"),
                words("java-options"),
                words("tidegate").stream()
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])),
                new Timing(
                        number("rounds"),
                        number("warm-up"),
                        number("warm-up-most"),
                        number("closed"),
                        number("open")),
                number("connections"));
    }

    Settings with(String javaOption) {
        List<String> options = Stream.concat(javaOptions.stream(), Stream.of(javaOption)).toList();
        return new Settings(root, folder, only, heap, options, tidegate, timing, connections);
    }

    Settings withTidegate(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(tidegate);
        all.putAll(more);
        return new Settings(root, folder, only, heap, javaOptions, all, timing, connections);
    }

    /** With the jar of another folder with the sources. */
    Settings from(Path other) {
        return new Settings(
                other, folder, only, heap, javaOptions, tidegate, timing, connections);
    }

    private static int number(String name) {
        return Integer.parseInt(text(name));
    }

    private static List<String> words(String name) {
        return Arrays.stream(text(name).trim().split("[ ,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String text(String name) {
        String value = System.getProperty("bench." + name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "bench." + name + " is not set; start the bench with bench/run");
        }
        return value;
    }
}
