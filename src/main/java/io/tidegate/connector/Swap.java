package io.tidegate.connector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file's routes on their way from the last version to the next: either all of it comes to pass,
 * or nothing.
 */
final class Swap {
    private static final Logger LOG = LoggerFactory.getLogger(Swap.class);

    private final String file;
    private final RouteTable table;
    private final CamelContext context;
    private final Model model;
    private final Map<String, Out> out = new LinkedHashMap<>();
    private final List<String> added = new ArrayList<>();

    private record Out(RouteHost.Taken taken, RouteTable.Entry entry) {}

    /** Something that may fail as Camel fails. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    Swap(String file, RouteTable table, CamelContext context) {
        this.file = file;
        this.table = table;
        this.context = context;
        this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    /** Takes a route out, if any file has brought it in. */
    void takeOut(String id) throws Exception {
        if (table.has(id)) {
            RouteHost.Taken taken = table.host().take(id);
            out.put(id, new Out(taken, table.remove(id)));
        }
    }

    /** Puts a route in, in the place of the last version. */
    void add(RouteDefinition route, Prints prints) throws Exception {
        if (route.getId() != null) {
            takeOut(route.getId());
        }
        try {
            model.addRouteDefinitions(List.of(route));
        } catch (Exception | Error e) {
            quietly(() -> removeRemains(route));
            throw e;
        }
        added(route.getId(), prints.of(route.getId()), Boolean.TRUE.equals(route.isRest()));
    }

    /** A route that came into the context by other means. */
    void added(String id, @Nullable String print, boolean shared) {
        added.add(id);
        table.put(id, new RouteTable.Entry(file, print, shared));
    }

    private void removeRemains(RouteDefinition route) throws Exception {
        if (model.getRouteDefinitions().contains(route)) {
            context.getRouteController().stopRoute(route.getId());
            context.removeRoute(route.getId());
            model.removeRouteDefinition(route);
        }
    }

    /** The last version goes on. */
    void undo() {
        for (String id : added) {
            if (table.has(id)) {
                table.remove(id);
                quietly(() -> table.host().take(id).end());
            }
        }
        out.forEach(
                (id, was) -> {
                    if (table.has(id)) { // another file has it by now
                        was.taken().end();
                    } else {
                        table.put(id, was.entry());
                        quietly(was.taken()::putBack);
                    }
                });
    }

    /** The last version ends as soon as nothing is in it any more. */
    void commit() {
        out.values().forEach(was -> was.taken().end());
        table.changed(out.keySet());
        table.changed(added);
    }

    static void quietly(Step step) {
        try {
            step.run();
        } catch (Exception | Error e) {
            LOG.warn(
                    "A part of a refused route file could not be taken back and may stay until the restart",
                    e);
        }
    }
}
