package io.tidegate.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate trace}. */
@Command(
        name = "trace",
        description =
                "Tells an event's whole life: each delivery, its request, every attempt, and what became of it.",
        mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
    @ParentCommand private Cli cli;

    @Parameters(paramLabel = "EVENT_ID")
    private String id;

    @Option(names = "--source", description = "If several sources use the id.")
    private @Nullable String source;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Map<String, @Nullable String> query = new LinkedHashMap<>();
        query.put("source", source);
        try (Conversation conversation = cli.conversation()) {
            Node event =
                    conversation.get(
                            Conversation.path("/api/events", id) + Conversation.query(query));
            Node trace =
                    conversation.get(
                            Conversation.path("/api/events", id)
                                    + "/trace"
                                    + Conversation.query(query));
            List<Node> deliveries = new ArrayList<>();
            Map<String, Node> failed = new LinkedHashMap<>();
            for (Node delivery : event.list("deliveries")) {
                Node whole =
                        conversation.get(Conversation.path("/api/deliveries", delivery.text("id")));
                deliveries.add(whole);
                for (Node failedQuery : whole.list("failedQueries")) {
                    failed.put(
                            failedQuery.text(),
                            conversation.get(
                                    Conversation.path(FailedCommand.PATH, failedQuery.text())));
                }
            }
            if (json) {
                cli.out().println(asJson(event, deliveries, failed, trace));
            } else {
                new TraceText(cli.out(), failed, trace).print(event, deliveries);
            }
            return Cli.FINE;
        }
    }

    private static String asJson(
            Node event, List<Node> deliveries, Map<String, Node> failed, Node trace) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        if (event.value() instanceof Map<?, ?> map) {
            map.forEach((name, value) -> all.put(String.valueOf(name), value));
        }
        all.put("deliveries", deliveries.stream().map(Node::value).toList());
        all.put("failedQueries", failed.values().stream().map(Node::value).toList());
        all.put("trace", trace.value());
        return new Node(all).json();
    }
}
