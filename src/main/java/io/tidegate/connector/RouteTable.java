package io.tidegate.connector;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/** The routes that files have brought into a context, and in which version. */
final class RouteTable {
    private final RouteHost host;
    private final Map<String, Entry> routes = new LinkedHashMap<>();
    private final Map<String, String> shared = new HashMap<>();
    private final Set<String> changed = new TreeSet<>();
    private boolean allAnew;

    /**
     * @param print null if no version of it can be told from another
     * @param shared whether it stays as long as what the file makes beside its routes is the same
     */
    record Entry(String file, @Nullable String print, boolean shared) {}

    RouteTable(RouteHost host) {
        this.host = host;
    }

    /** For a context whose routes may be stopped at any time: nothing is ever in them. */
    static RouteTable stopping(CamelContext context) {
        return new RouteTable(id -> stopped(context, id));
    }

    private static RouteHost.Taken stopped(CamelContext context, String id) throws Exception {
        context.getRouteController().stopRoute(id);
        context.removeRoute(id);
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        RouteDefinition definition = model.getRouteDefinition(id);
        if (definition != null) {
            model.removeRouteDefinition(definition);
        }
        return new RouteHost.Taken() {
            @Override
            public void putBack() throws Exception {
                if (definition != null) {
                    model.addRouteDefinitions(List.of(definition));
                }
            }

            @Override
            public void end() {}
        };
    }

    RouteHost host() {
        return host;
    }

    /** From here on nothing counts as unchanged: what all routes may use has changed. */
    void allAnew(boolean is) {
        allAnew = is;
    }

    /** Whether this very version of the route runs. */
    boolean isSame(String id, Prints now) {
        Entry entry = routes.get(id);
        return !allAnew
                && entry != null
                && entry.print() != null
                && entry.print().equals(now.of(id));
    }

    /** Whether what the file makes beside its routes is as it was. */
    boolean isSameShared(String file, Prints now) {
        return !allAnew && sharedOf(file).equals(now.ofShared());
    }

    String sharedOf(String file) {
        return shared.getOrDefault(file, "");
    }

    void shared(String file, String print) {
        shared.put(file, print);
    }

    boolean has(String id) {
        return routes.containsKey(id);
    }

    /** The ids of a file's routes, also those that Camel made up. */
    List<String> of(String file, boolean withShared) {
        return routes.entrySet().stream()
                .filter(route -> route.getValue().file().equals(file))
                .filter(route -> withShared || !route.getValue().shared())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What became of the routes that were changed since this was asked: whether each is there. */
    Map<String, Boolean> takeChanged() {
        Map<String, Boolean> there = new TreeMap<>();
        changed.forEach(id -> there.put(id, has(id)));
        changed.clear();
        return there;
    }

    /** These were put in or taken out for good. */
    void changed(Collection<String> ids) {
        changed.addAll(ids);
    }

    void put(String id, Entry entry) {
        routes.put(id, entry);
    }

    /** The route stays as it is and is this file's from now on; returns whose it was. */
    Entry adopt(String id, String file) {
        Entry before = Objects.requireNonNull(routes.get(id), "a bug: " + id + " is no file's");
        routes.put(id, new Entry(file, before.print(), before.shared()));
        return before;
    }

    Entry remove(String id) {
        return Objects.requireNonNull(routes.remove(id), "a bug: " + id + " is no file's");
    }
}
