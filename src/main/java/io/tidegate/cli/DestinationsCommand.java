package io.tidegate.cli;

import io.tidegate.destination.Destination;
import io.tidegate.destination.DestinationJson;
import io.tidegate.destination.Destinations;
import io.tidegate.event.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate destinations [show NAME]}. */
@Command(
        name = "destinations",
        description =
                "Lists the third parties that a connector can name; \"show\" tells what one needs.",
        mixinStandardHelpOptions = true)
final class DestinationsCommand implements Callable<Integer> {
    @ParentCommand private Cli cli;

    @Option(names = "--json", description = "The API's answer as it is.")
    private boolean json;

    @Override
    public Integer call() {
        Destinations destinations = cli.installation().destinations();
        List<Destination> all = destinations.all();
        if (json) {
            List<?> items =
                    all.stream()
                            .map(one -> DestinationJson.item(one, destinations.isOwn(one.name())))
                            .toList();
            print(Map.of("items", items));
            return Cli.FINE;
        }
        Table table = new Table("DESTINATION", "GROUP", "TITLE", "FROM");
        for (Destination one : all) {
            table.row(
                    one.name(),
                    Objects.requireNonNullElse(one.about().group(), ""),
                    one.about().title(),
                    destinations.isOwn(one.name()) ? "routes/destinations" : "Tidegate");
        }
        table.print(cli.out());
        return Cli.FINE;
    }

    @Command(
            name = "show",
            description =
                    "One with its parameters, request and facts, and a connector to begin with.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--json") boolean asJson) {
        Destinations destinations = cli.installation().destinations();
        Destination found =
                destinations
                        .find(name)
                        .orElseThrow(
                                () ->
                                        Refused.no(
                                                "there is no destination \""
                                                        + name
                                                        + "\""
                                                        + destinations
                                                                .nearest(name)
                                                                .map(
                                                                        n ->
                                                                                "; did you mean \""
                                                                                        + n
                                                                                        + "\"?")
                                                                .orElse("")));
        if (asJson) {
            print(DestinationJson.whole(found, destinations.isOwn(name)));
        } else {
            new DestinationText(found).print(cli.out());
        }
        return Cli.FINE;
    }

    private void print(Map<String, ?> value) {
        cli.out().println(Plain.json(Json.text(value)));
    }
}
