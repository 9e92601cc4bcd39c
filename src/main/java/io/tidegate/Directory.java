package io.tidegate;

import io.tidegate.api.ConnectorDirectory;
import io.tidegate.api.ConnectorSwitch;
import io.tidegate.api.ConnectorSwitch.Switched;
import io.tidegate.api.ConnectorView;
import io.tidegate.api.ConnectorView.Condition;
import io.tidegate.api.ConnectorView.Label;
import io.tidegate.api.ConnectorView.State;
import io.tidegate.api.ConnectorView.Way;
import io.tidegate.api.ConnectorView.Window;
import io.tidegate.connector.ActionTarget;
import io.tidegate.connector.Connector;
import io.tidegate.connector.ConsoleFiles;
import io.tidegate.connector.EndpointTarget;
import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.Mark;
import io.tidegate.connector.Mistake;
import io.tidegate.connector.Place;
import io.tidegate.connector.Retry;
import io.tidegate.connector.TimeSpan;
import io.tidegate.delivery.Lane;
import io.tidegate.journal.Journal;
import io.tidegate.journal.KnownConnector;
import io.tidegate.route.Dispatcher;
import io.tidegate.route.HeldConnector;
import io.tidegate.route.Roster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The connectors as operators see them: those that run, and those that are held and why. */
final class Directory implements ConnectorDirectory {
    private final Dispatcher dispatcher;
    private final Paces paces;
    private final Journal journal;
    private final RoutesFolder routes;
    private final ConnectorSwitch switches;
    private final ToLongFunction<String> unfinished;

    /**
     * @param unfinished deliveries of a connector that have not ended
     */
    Directory(
            Dispatcher dispatcher,
            Journal journal,
            RoutesFolder routes,
            ConnectorSwitch switches,
            ToLongFunction<String> unfinished) {
        this.dispatcher = dispatcher;
        this.journal = journal;
        this.routes = routes;
        this.switches = switches;
        this.unfinished = unfinished;
        this.paces = new Paces(dispatcher.roster());
    }

    @Override
    public List<ConnectorView> connectors() {
        List<ConnectorView> views = new ArrayList<>();
        dispatcher.roster().all().forEach(one -> views.add(running(one)));
        Set<Mistake> named = new HashSet<>();
        for (HeldConnector one : held()) {
            views.add(held(one));
            if (one.mistake() != null) {
                named.add(one.mistake());
            }
        }
        routes.firstMistakes()
                .forEach(
                        (file, mistake) -> {
                            if (!named.contains(mistake) && !routes.runsFrom(file)) {
                                views.add(nameless(file, mistake));
                            }
                        });
        return views;
    }

    @Override
    public Optional<Fault> fault(String connector, String stage, @Nullable String error) {
        return dispatcher
                .roster()
                .connector(connector)
                .flatMap(one -> Place.of(one, stage, error))
                .map(place -> new Fault(place.step(), shown(place.file()), place.line()));
    }

    /** What does not do well, a line each. */
    List<String> degraded() {
        List<String> lines = new ArrayList<>();
        String unseen = routes.problem();
        if (unseen != null) {
            lines.add(unseen);
        }
        routes.mistakes().forEach(mistake -> lines.add(mistake.toString()));
        dispatcher.roster().all().stream()
                .filter(one -> routes.mistakeSince(one) != null)
                .forEach(one -> lines.add(lastGood(one)));
        held().forEach(one -> lines.add(line(one)));
        lines.addAll(paces.lines());
        dispatcher.roster().all().stream()
                .filter(one -> !one.active())
                .forEach(one -> lines.addAll(inactive(one.known().id())));
        return lines;
    }

    /**
     * Broken ones as the start found them; missing ones as long as anything waits for them, those
     * too that no start remembers.
     */
    private Collection<HeldConnector> held() {
        Map<String, HeldConnector> held = new TreeMap<>();
        routes.held().forEach(one -> held.put(one.last().id(), one));
        Set<String> waiting = journal.connectorsWithWork();
        held.values().removeIf(one -> !one.isBroken() && !waiting.contains(one.last().id()));
        Set<String> running = dispatcher.roster().ids();
        for (String id : waiting) {
            if (!running.contains(id)) {
                held.putIfAbsent(id, new HeldConnector(nobody(id, null), null));
            }
        }
        return held.values();
    }

    private static KnownConnector nobody(String id, @Nullable String file) {
        return new KnownConnector(id, KnownConnector.OUTFLOW, List.of(), true, false, file);
    }

    private List<String> inactive(String id) {
        long waiting = unfinished.applyAsLong(id);
        return waiting == 0
                ? List.of()
                : List.of("connector " + id + " is inactive: " + waiting + " deliveries are held");
    }

    private static String lastGood(Roster.Active one) {
        Connector connector = one.connector();
        return "connector "
                + one.known().id()
                + " runs in its last good version until "
                + (connector == null ? one.known().file() : connector.label().mark().file())
                + " is mended";
    }

    private String line(HeldConnector one) {
        String id = one.last().id();
        long waiting = unfinished.applyAsLong(id);
        if (!one.isBroken()) {
            return "connector " + id + " is missing: " + waiting + " deliveries are held";
        }
        String until = routes.untilMended(String.valueOf(one.last().file()));
        return one.last().triggers().isEmpty()
                ? "connector "
                        + id
                        + " is broken and was never loaded: it gets no deliveries"
                        + until
                : "connector " + id + " is broken: " + waiting + " deliveries are held" + until;
    }

    private ConnectorView running(Roster.Active one) {
        String id = one.known().id();
        Connector connector = one.connector();
        String title = connector == null ? null : connector.label().title();
        String system = connector == null ? null : connector.label().system();
        return new ConnectorView(
                new Label(id, title, system, one.known().kind()),
                new Way(
                        one.known().triggers(),
                        connector == null ? null : to(connector),
                        connector == null ? null : InflowView.of(connector)),
                retry(one.retry()),
                paces.of(id),
                window(id),
                new Condition(
                        one.active() ? State.ACTIVE : State.INACTIVE,
                        connector == null ? one.known().file() : source(connector),
                        error(one),
                        switches.last(id)));
    }

    /** Why what runs is not what its file says now; null if it is. */
    private @Nullable String error(Roster.Active one) {
        Mistake first = routes.mistakeSince(one);
        return first == null ? null : first + "; its last good version goes on";
    }

    private static String to(Connector connector) {
        if (connector.to() instanceof HttpTarget http) {
            return http.uri().text();
        }
        return connector.to() instanceof ActionTarget action
                ? "identity:" + action.action().word()
                : ((EndpointTarget) connector.to()).uri();
    }

    private static String source(Connector connector) {
        Mark mark = connector.label().mark();
        return shown(mark.file()) + ":" + mark.line();
    }

    /** Where one that is the console's stands in the data folder is nobody's concern. */
    private static String shown(String file) {
        return ConsoleFiles.isOne(file) ? String.valueOf(Path.of(file).getFileName()) : file;
    }

    private ConnectorView held(HeldConnector one) {
        Window window = new Window(0, 0, unfinished.applyAsLong(one.last().id()));
        return held(
                one.last(),
                window,
                one.mistake() == null
                        ? missing(one.last())
                        : broken(one.mistake(), switches.last(one.last().id())));
    }

    private static ConnectorView held(KnownConnector last, Window window, Condition condition) {
        return new ConnectorView(
                new Label(last.id(), null, null, last.kind()),
                new Way(last.triggers(), null, null),
                Map.of(),
                null,
                window,
                condition);
    }

    private static Condition broken(Mistake mistake, @Nullable Switched last) {
        return new Condition(
                State.BROKEN,
                mistake.mark().file() + ":" + mistake.mark().line(),
                mistake.message(),
                last);
    }

    private Condition missing(KnownConnector last) {
        String seen =
                last.file() == null
                        ? "no file defines it"
                        : last.file() + ", which did, does not define it any more";
        return new Condition(
                State.MISSING,
                null,
                seen + "; its deliveries are held until a file does",
                switches.last(last.id()));
    }

    /** A broken file in which no connector's name can be read, and that no start has loaded. */
    private static ConnectorView nameless(String name, Mistake mistake) {
        return held(nobody(name, name), Window.NONE, broken(mistake, null));
    }

    private Window window(String id) {
        Lane.View view = dispatcher.roster().window(id);
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
