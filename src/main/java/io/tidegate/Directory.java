package io.tidegate;

import io.tidegate.api.ConnectorDirectory;
import io.tidegate.api.ConnectorView;
import io.tidegate.api.ConnectorView.Condition;
import io.tidegate.api.ConnectorView.Label;
import io.tidegate.api.ConnectorView.State;
import io.tidegate.api.ConnectorView.Window;
import io.tidegate.connector.Connector;
import io.tidegate.connector.EndpointTarget;
import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.Mistake;
import io.tidegate.connector.Retry;
import io.tidegate.connector.TimeSpan;
import io.tidegate.delivery.Lane;
import io.tidegate.event.TriggerPattern;
import io.tidegate.journal.Journal;
import io.tidegate.route.Dispatcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The connectors as operators see them: those that run, the files that are broken, and ids that
 * only deliveries have.
 */
final class Directory implements ConnectorDirectory {
    private final Dispatcher dispatcher;
    private final Journal journal;
    private final Supplier<List<Mistake>> mistakes;
    private final ToLongFunction<String> unfinished;

    /**
     * @param unfinished deliveries of a connector that have not ended
     */
    Directory(
            Dispatcher dispatcher,
            Journal journal,
            Supplier<List<Mistake>> mistakes,
            ToLongFunction<String> unfinished) {
        this.dispatcher = dispatcher;
        this.journal = journal;
        this.mistakes = mistakes;
        this.unfinished = unfinished;
    }

    @Override
    public List<ConnectorView> connectors() {
        List<ConnectorView> views = new ArrayList<>();
        List<Dispatcher.Active> active = dispatcher.active();
        active.forEach(one -> views.add(running(one)));
        broken().forEach((file, broken) -> views.add(broken(file, broken)));
        Set<String> known =
                active.stream().map(a -> a.endpoint().getName()).collect(Collectors.toSet());
        for (String id : new TreeSet<>(journal.connectorsWithWork())) {
            if (!known.contains(id)) {
                views.add(missing(id));
            }
        }
        return views;
    }

    /** What does not do well, a line each. */
    List<String> degraded() {
        List<String> lines = new ArrayList<>();
        mistakes.get().forEach(mistake -> lines.add(mistake.toString()));
        Set<String> known =
                dispatcher.active().stream()
                        .map(a -> a.endpoint().getName())
                        .collect(Collectors.toSet());
        for (String id : new TreeSet<>(journal.connectorsWithWork())) {
            if (!known.contains(id)) {
                lines.add(
                        "connector "
                                + id
                                + " is missing: "
                                + unfinished.applyAsLong(id)
                                + " deliveries are held");
            }
        }
        return lines;
    }

    private ConnectorView running(Dispatcher.Active one) {
        String id = one.endpoint().getName();
        Connector connector = one.connector();
        if (connector == null) {
            return new ConnectorView(
                    new Label(id, null, null, "trigger"),
                    List.of(one.endpoint().getOn().split(",")),
                    null,
                    retry(one.retry()),
                    window(id),
                    new Condition(State.ACTIVE, null, null));
        }
        return new ConnectorView(
                new Label(id, connector.label().title(), connector.label().system(), "outflow"),
                connector.on().stream().map(TriggerPattern::toString).toList(),
                connector.to() instanceof HttpTarget http
                        ? http.uri().text()
                        : ((EndpointTarget) connector.to()).uri(),
                retry(one.retry()),
                window(id),
                new Condition(
                        State.ACTIVE,
                        connector.label().mark().file() + ":" + connector.label().mark().line(),
                        null));
    }

    private Map<String, Mistake> broken() {
        Map<String, Mistake> first = new LinkedHashMap<>();
        mistakes.get().forEach(mistake -> first.putIfAbsent(mistake.mark().file(), mistake));
        return first;
    }

    private static ConnectorView broken(String file, Mistake mistake) {
        Path name = Path.of(file).getFileName();
        return new ConnectorView(
                new Label(name == null ? file : name.toString(), null, null, "outflow"),
                List.of(),
                null,
                Map.of(),
                Window.NONE,
                new Condition(State.BROKEN, file + ":" + mistake.mark().line(), mistake.message()));
    }

    private ConnectorView missing(String id) {
        return new ConnectorView(
                new Label(id, null, null, "outflow"),
                List.of(),
                null,
                Map.of(),
                new Window(0, 0, unfinished.applyAsLong(id)),
                new Condition(
                        State.MISSING,
                        null,
                        "no file defines it; its deliveries are held until one does"));
    }

    private Window window(String id) {
        Lane.View view = dispatcher.window(id);
        return view == null
                ? Window.NONE
                : new Window(
                        view.onTheWay(),
                        view.ready(),
                        Math.max(0, unfinished.applyAsLong(id) - view.onTheWay() - view.ready()));
    }

    private static Map<String, Object> retry(Retry retry) {
        return Map.of("attempts", retry.attempts(), "delay", TimeSpan.text(retry.delay()));
    }
}
