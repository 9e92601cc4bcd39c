package io.tidegate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidegate failed replay}. */
@Command(
        name = "replay",
        description =
                "Makes its delivery pending again with fresh retries: as it was, edited, or from the event; or all of a filter.",
        mixinStandardHelpOptions = true)
final class FailedReplayCommand implements Callable<Integer> {
    @ParentCommand private FailedCommand parent;
    @Spec private CommandSpec spec;

    @Mixin private FailedBulkOptions bulk;

    @Parameters(paramLabel = "ID", arity = "0..1")
    private @Nullable String id;

    @Option(
            names = "--from",
            paramLabel = "event",
            description = "Builds a new request by today's connector.")
    private @Nullable String from;

    @Option(names = "--url", description = "Sends it to this URL instead.")
    private @Nullable String url;

    @Option(
            names = "--header",
            paramLabel = "NAME: VALUE",
            description = "In place of all its headers; may be repeated.")
    private @Nullable List<String> headers;

    @Option(names = "--body", paramLabel = "TEXT|@FILE", description = "In place of its body.")
    private @Nullable String body;

    @Override
    public Integer call() {
        bulk.check(spec, id);
        return id == null ? all() : one(id);
    }

    private int all() {
        if (url != null || headers != null || body != null) {
            throw new ParameterException(
                    spec.commandLine(), "--url, --header and --body edit one: they go with an ID");
        }
        if (from != null && !from.equals("event")) {
            throw new ParameterException(
                    spec.commandLine(), "--from is \"" + Plain.text(from) + "\", allowed is event");
        }
        String wish = from == null ? "replay" : "replay-from-event";
        return new FailedInBulk(parent.cli()).run(wish, bulk.filter(), bulk.dryRun());
    }

    private int one(String id) {
        Map<String, Object> wish = new LinkedHashMap<>();
        Map<String, Object> request = request();
        if (from != null) {
            wish.put("from", from);
        }
        if (!request.isEmpty()) {
            wish.put("request", request);
        }
        Cli cli = parent.cli();
        try (Conversation conversation = cli.conversation()) {
            Node query =
                    conversation.post(Conversation.path(FailedCommand.PATH, id) + "/replay", wish);
            cli.out()
                    .println(
                            "delivery "
                                    + query.text("deliveryId")
                                    + " of "
                                    + Plain.text(query.text("connector"))
                                    + " is pending again; follow it by: tidegate trace "
                                    + Plain.text(query.text("eventId")));
            return Cli.FINE;
        }
    }

    private Map<String, Object> request() {
        Map<String, Object> request = new LinkedHashMap<>();
        if (url != null) {
            request.put("url", url);
        }
        if (headers != null) {
            Map<String, String> map = new LinkedHashMap<>();
            for (String header : headers) {
                int colon = header.indexOf(':');
                if (colon < 1) {
                    throw new ParameterException(
                            spec.commandLine(),
                            "--header is \""
                                    + Plain.text(header)
                                    + "\", allowed is \"NAME: VALUE\"");
                }
                map.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
            }
            request.put("headers", map);
        }
        if (body != null) {
            request.put("body", body.startsWith("@") ? read(Path.of(body.substring(1))) : body);
        }
        return request;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the body in " + file + " cannot be read as UTF-8: " + e, e);
        }
    }
}
