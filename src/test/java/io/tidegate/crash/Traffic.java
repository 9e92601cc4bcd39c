package io.tidegate.crash;

import io.tidegate.crash.Receiver.Answer;
import io.tidegate.crash.Receiver.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The connectors that the crash tests run, one for each way a delivery can go. */
enum Traffic {
    FAST("com.crash.a", "ordered: false", 5, Traffic::fine),
    ORDERED("com.crash.a", "", 5, nth -> new Answer(200, 5)),
    PICKY("com.crash.b", "rules: [\"$[?(@.data.unwanted == false)]\"]", 5, Traffic::fine),
    FLAKY("com.crash.b", retry(5, 150), 5, nth -> new Answer(nth <= 2 ? 503 : 200, 0)),
    PATIENT(
            "com.crash.c",
            "ordered: false\n    " + retry(3, 2_000),
            3,
            nth -> new Answer(nth == 1 ? 503 : 200, 0)),
    HOOKED("com.crash.c", "after: [{ script: remember.js }]", 5, Traffic::fine),
    DOOMED("com.crash.d", retry(2, 100), 2, nth -> new Answer(500, 0)),
    DROPPED(
            "com.crash.d",
            "ordered: false\n    " + retry(5, 100),
            5,
            nth -> new Answer(nth == 1 ? 0 : 200, 0));

    static final List<String> TYPES =
            Stream.of(values()).map(t -> t.type).distinct().sorted().toList();

    final String type;
    private final String extra;
    final int retries;
    private final Script script;

    Traffic(String type, String extra, int retries, Script script) {
        this.type = type;
        this.extra = extra;
        this.retries = retries;
        this.script = script;
    }

    private static Answer fine(int nth) {
        return new Answer(200, 0);
    }

    private static String retry(int attempts, int millis) {
        return "retry: { attempts: " + attempts + ", delay: " + millis + "ms }";
    }

    String connector() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Traffic of(String connector) {
        return valueOf(connector.toUpperCase(java.util.Locale.ROOT));
    }

    boolean isOrdered() {
        return !extra.contains("ordered: false");
    }

    /** The connectors that get this event. */
    static List<Traffic> of(Producer.Sent sent) {
        return Stream.of(values()).filter(t -> t.type.equals(sent.type())).toList();
    }

    /** How the delivery of this event must end. */
    String outcome(Producer.Sent sent) {
        return switch (this) {
            case PICKY -> sent.unwanted() ? "skipped" : "delivered";
            case DOOMED -> "failed";
            default -> "delivered";
        };
    }

    /** Writes the route files, and tells the receiver what to answer. */
    static void set(Path routes, Receiver receiver) {
        set(routes, receiver, extra -> extra);
    }

    /** The same, with so many retries, for a receiver that breaks now and then. */
    static void setPatient(Path routes, Receiver receiver) {
        set(
                routes,
                receiver,
                extra ->
                        extra.contains("retry")
                                ? extra.replaceFirst("attempts: [35]", "attempts: 500")
                                : extra + "\n    " + retry(500, 300));
    }

    private static void set(Path routes, Receiver receiver, UnaryOperator<String> patience) {
        StringBuilder yaml = new StringBuilder();
        for (Traffic traffic : values()) {
            yaml.append(
                    outflow(
                            traffic.connector(),
                            traffic.type,
                            receiver.url(traffic.connector()),
                            patience.apply(traffic.extra)));
            receiver.script(traffic.connector(), traffic.script);
        }
        write(
                routes,
                Map.of(
                        "crash.camel.yaml",
                        yaml.toString(),
                        "remember.js",
                        "(function (event, request, response) { return { saw: event.id }; })\n"));
    }

    static String outflow(String connector, String type, String url, String extra) {
        return """
        - outflow:
            id: %s
            on: [%s]
            mapping: { event: $.id, subject: $.subject }
            to: { uri: "%s", method: POST }
            %s
        """
                .formatted(connector, type, url, extra);
    }

    static void write(Path routes, Map<String, String> files) {
        try {
            Files.createDirectories(routes);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(routes.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
