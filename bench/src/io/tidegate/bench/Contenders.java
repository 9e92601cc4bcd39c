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

    List<Contender> chosen() {
        List<Contender> all = List.of(tidegate(), plain("after"), plain("handoff"), raw());
        List<Contender> chosen =
                all.stream()
                        .filter(
                                one ->
                                        settings.only().isEmpty()
                                                || settings.only().stream()
                                                        .anyMatch(one.name()::startsWith))
                        .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "no contender called "
                            + settings.only()
                            + "; there are "
                            + all.stream().map(Contender::name).toList());
        }
        return chosen;
    }

    private Contender tidegate() {
        return tidegate("tidegate", new Crowd(0));
    }

    /** Tidegate with other connectors around the one that is measured. */
    Contender tidegate(String name, Crowd around) {
        String told =
                settings.tidegate().isEmpty()
                        ? "the defaults"
                        : "the defaults and " + settings.tidegate();
        return new Contender(
                name,
                "durable, every 202 after commit; " + told,
                (port, target, folder) -> {
                    Path routes = Files.createDirectories(folder.resolve("routes"));
                    Files.writeString(routes.resolve(FILE), ROUTE.formatted(target));
                    around.write(routes, target);
                    Map<String, String> environment = new HashMap<>();
                    environment.put("TIDEGATE_HOST", "127.0.0.1");
                    environment.put("TIDEGATE_PORT", String.valueOf(port));
                    environment.put("TIDEGATE_DATA_DIR", folder.resolve("data").toString());
                    environment.put("TIDEGATE_ROUTES_DIR", routes.toString());
                    environment.put("TIDEGATE_PRODUCER_TOKEN", TOKEN);
                    environment.put("TIDEGATE_ADMIN_TOKEN", "bench-admin-token-0123456789abcdef");
                    environment.put("TIDEGATE_ALLOW_PRIVATE_TARGETS", "true");
                    environment.putAll(settings.tidegate());
                    return new Contender.Start(Java.jar(jar(), jvm(), "run"), environment);
                });
    }

    private Contender plain(String mode) {
        return new Contender(
                "plain-" + mode,
                PlainRoute.settings(mode),
                (port, target, folder) -> ours(PlainRoute.class, port, target, List.of(mode)));
    }

    private Contender raw() {
        return new Contender(
                "raw",
                RawForwarder.settings(),
                (port, target, folder) -> ours(RawForwarder.class, port, target, List.of()));
    }

    private Contender.Start ours(Class<?> main, int port, int target, List<String> more) {
        List<String> options = new ArrayList<>(jvm());
        options.add("-Dbench.workers=" + PlainRoute.WORKERS);
        options.add("-Dbench.producer=" + PlainRoute.PRODUCER);
        List<String> arguments =
                new ArrayList<>(List.of(String.valueOf(port), String.valueOf(target)));
        arguments.addAll(more);
        return new Contender.Start(Java.ours(main, options, arguments), Map.of());
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
