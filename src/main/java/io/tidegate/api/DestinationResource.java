package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.destination.Destination;
import io.tidegate.destination.DestinationJson;
import io.tidegate.destination.Destinations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /api/destinations}: as many as there are, on one page. */
final class DestinationResource implements Resource {
    private final Supplier<Destinations> destinations;

    DestinationResource(Supplier<Destinations> destinations) {
        this.destinations = destinations;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/destinations", Role.VIEWER, call -> list()).withoutPayloads(),
                Operation.get("/api/destinations/{name}", Role.VIEWER, this::get)
                        .withoutPayloads());
    }

    Answer list() {
        Destinations all = destinations.get();
        List<Map<String, ?>> items = new ArrayList<>();
        for (Destination one : all.all()) {
            items.add(DestinationJson.item(one, all.isOwn(one.name())));
        }
        return Answer.list(items, null);
    }

    Answer get(Call call) {
        String name = call.path().get(0);
        Destinations all = destinations.get();
        Destination found =
                all.find(name)
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                404,
                                                "there is no destination "
                                                        + name
                                                        + all.nearest(name)
                                                                .map(
                                                                        near ->
                                                                                "; did you mean "
                                                                                        + near
                                                                                        + "?")
                                                                .orElse("")));
        return Answer.ok(DestinationJson.whole(found, all.isOwn(name)));
    }
}
