package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every contender that there is, in the order in which they run. */
final class Contenders {
    /** In the routes folder: the connector that is measured. */
    static final String FILE = "bench.camel.yaml";

    static final String TOKEN = "bench-producer-token-0123456789abcdef";

    private static final String ROUTE =
            """
            - outflow:
                id: bench
                on: [Register]
                rules:
                  - $[?(@.data.EmailVerified == true)]
                mapping:
                  email: $.data.Email[0].Value
                  properties.firstname: $.data.FirstName
                  properties.event: $.id
                to:
                  uri: http://127.0.0.1:%d/contacts
                  method: POST
            """;

    private final Settings settings;

    Contenders(Settings settings) {
        this.settings = settings;
    }

    /** Those that take events by HTTP, as far as they were asked for. */
    List<Contender> chosen() {
        List<Contender> chosen = chosenOf(List.of(tidegate(), plain("after"), plain("handoff"), raw()));
        if (chosen.isEmpty()) {
            throw nobody(settings);
        }
        return chosen;
    }

    /** Those of them that {@code --only} names, by the beginnings of their names. */
    List<Contender> chosenOf(List<Contender> all) {
        return all.stream()
                .filter(
                        one ->
                                settings.only().isEmpty()
                                        || settings.only().stream()
                                                .anyMatch(one.name()::startsWith))
                .toList();
    }

    static IllegalArgumentException nobody(Settings settings) {
        return new IllegalArgumentException(
                "no contender called " + settings.only() + " in what was asked for");
    }

    List<Contender> plains() {
        return List.of(plain("after"), plain("handoff"));
    }

    Contender tidegate() {
        return tidegate("tidegate", new Crowd(0));
    }

    /** Tidegate with other connectors around the one that is measured. */
    Contender tidegate(String name, Crowd around) {
        return new Contender(
                name,
                "durable, every 202 after commit; " + told(),
                1,
                place -> {
                    Path routes = routes(place);
                    around.write(routes, place.target());
                    Path data = place.folder().resolve("data");
                    return Contender.Launched.alone(server(place.port(), routes, data, Map.of()));
                });
    }

    /** What Tidegate was set to, for people. */
    String told() {
        return settings.tidegate().isEmpty()
                ? "the defaults"
                : "the defaults and " + settings.tidegate();
    }

    /** The folder with the connector that is measured. */
    static Path routes(Contender.Place place) throws IOException {
        Path routes = Files.createDirectories(place.folder().resolve("routes"));
        Files.writeString(routes.resolve(FILE), ROUTE.formatted(place.target()));
        return routes;
    }

    /**
     * One process of Tidegate.
     *
     * @param more settings beside those that each has
     */
    Contender.Start server(int port, Path routes, Path data, Map<String, String> more)
            throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("TIDEGATE_HOST", "127.0.0.1");
        environment.put("TIDEGATE_PORT", String.valueOf(port));
        environment.put("TIDEGATE_DATA_DIR", data.toString());
        environment.put("TIDEGATE_ROUTES_DIR", routes.toString());
        environment.put("TIDEGATE_PRODUCER_TOKEN", TOKEN);
        environment.put("TIDEGATE_ADMIN_TOKEN", "bench-admin-token-0123456789abcdef");
        environment.put("TIDEGATE_ALLOW_PRIVATE_TARGETS", "true");
        environment.putAll(more);
        environment.putAll(settings.tidegate());
        return new Contender.Start(Java.jar(jar(), jvm(), "run"), environment);
    }

    Contender raw() {
        return new Contender(
                "raw",
                RawForwarder.settings(),
                1,
                place -> ours(RawForwarder.class, place, List.of()));
    }

    private Contender plain(String mode) {
        return new Contender(
                "plain-" + mode,
                PlainRoute.settings(mode),
                1,
                place -> ours(PlainRoute.class, place, List.of(mode)));
    }

    /** A program of the bench's own: its arguments begin with its port and the receiver's. */
    Contender.Launched ours(Class<?> main, Contender.Place place, List<String> more) {
        List<String> options = new ArrayList<>(jvm());
        options.add("-Dbench.workers=" + PlainRoute.WORKERS);
        options.add("-Dbench.producer=" + PlainRoute.PRODUCER);
        List<String> arguments =
                new ArrayList<>(
                        List.of(String.valueOf(place.port()), String.valueOf(place.target())));
        arguments.addAll(more);
        return Contender.Launched.alone(
                new Contender.Start(Java.ours(main, options, arguments), Map.of()));
    }

    private List<String> jvm() {
        List<String> options = new ArrayList<>(settings.javaOptions());
        options.add(0, "-Xmx" + settings.heap());
        return options;
    }

    private Path jar() throws IOException {
        try (Stream<Path> files = Files.list(settings.root().resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("tidegate-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IOException(
                                            "no target/tidegate-*.jar; run without --no-build"));
        }
    }
}
