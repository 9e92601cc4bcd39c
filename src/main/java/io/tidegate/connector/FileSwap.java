package io.tidegate.connector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.OnCamelContextEvent;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;

/** A file's way into the context, in the place of its last version: stages, then commit or undo. */
final class FileSwap {
    private final RouteFile file;
    private final @Nullable SharedParts last;
    private final RouteTable table;
    private final CamelContext context;
    private final Swap swap;
    private Swap.Step putBackShared = () -> {};
    private final Map<String, RouteTable.Entry> adopted = new HashMap<>();
    private boolean sharedChanged;

    /**
     * @param last what its last version makes for any route
     */
    FileSwap(RouteFile file, @Nullable SharedParts last, Loading with) {
        this.file = file;
        this.last = last;
        this.table = with.table();
        this.context = with.context();
        this.swap = new Swap(file.name(), table, context);
    }

    RouteFile file() {
        return file;
    }

    /** Its routes that run in this very version are its own, whichever file brought them in. */
    void adopt() {
        for (String id : file.content().routes().keySet()) {
            if (table.isSame(id, file.prints())) {
                adopted.put(id, table.adopt(id, file.name()));
            }
        }
    }

    /**
     * Takes out what is not the same any more, before any file puts something in that may need its
     * place: a bean's name, a path, the end of a {@code direct:}. Connectors are in nobody's way:
     * each is exchanged later, so that it is away for moments only.
     */
    List<Mistake> makeRoom() {
        sharedChanged = !table.isSameShared(file.name(), file.prints());
        return list(
                file.tried(
                        context,
                        () -> {
                            if (sharedChanged && last != null) {
                                putBackShared = last.takeOut(context);
                            }
                            for (String id : table.of(file.name(), sharedChanged)) {
                                if (!table.isSame(id, file.prints()) && !isConnector(id)) {
                                    swap.takeOut(id);
                                }
                            }
                        }));
    }

    private boolean isConnector(String id) {
        return file.connectors().stream().anyMatch(connector -> connector.id().equals(id));
    }

    /** What other files may refer to: beans and route configurations. */
    List<Mistake> addShared() {
        return sharedChanged
                ? list(file.tried(context, () -> file.shared().putIn(context)))
                : List.of();
    }

    /** Each route by itself, so that the first wrong one does not hide the others. */
    List<Mistake> addRoutes() {
        List<Mistake> found =
                new ArrayList<>(list(file.tried(context, () -> file.prepare(context))));
        if (found.isEmpty()) {
            for (RouteDefinition route : file.routes()) {
                file.tried(context, route, () -> swap.add(route, file.prints()))
                        .ifPresent(found::add);
            }
        }
        if (found.isEmpty() && file.builder() instanceof OnCamelContextEvent listener) {
            context.addLifecycleStrategy(LifecycleStrategySupport.adapt(listener));
        }
        return found;
    }

    /** Routes from templates, which any file may hold. */
    List<Mistake> addTemplated() {
        Set<String> before = routeIds();
        Optional<Mistake> mistake =
                file.tried(context, () -> context.addTemplatedRoutes(file.builder()));
        Set<String> made = routeIds();
        made.removeAll(before);
        made.forEach(id -> swap.added(id, null, true));
        return list(mistake);
    }

    private Set<String> routeIds() {
        return context.getRoutes().stream()
                .map(Route::getId)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Mistake> list(Optional<Mistake> mistake) {
        return mistake.stream().toList();
    }

    /** The last version goes on as if nothing had been. */
    void undo() {
        swap.undo();
        adopted.forEach((id, was) -> table.adopt(id, was.file()));
        if (sharedChanged) {
            file.shared().takeOut(context);
            Swap.quietly(putBackShared);
        }
    }

    /** Returns what the file makes for any route now. */
    @Nullable SharedParts commit() {
        swap.commit();
        table.shared(file.name(), file.prints().ofShared());
        return sharedChanged ? file.shared() : last;
    }
}
