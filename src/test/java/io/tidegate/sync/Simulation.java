package io.tidegate.sync;

import io.tidegate.event.Event;
import io.tidegate.identity.Account;
import io.tidegate.identity.Action;
import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.ActionInput;
import io.tidegate.identity.ActionResult;
import io.tidegate.identity.ActionResult.Outcome;
import io.tidegate.identity.Change;
import io.tidegate.identity.Conflict;
import io.tidegate.identity.WriteGuard;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Three systems and a provider that are edited at random while everything on the way is late,
 * doubled or fails, and Tidegate crashes. What decides is {@link Sync} itself.
 */
final class Simulation {
    static final List<String> FIELDS = List.of("FirstName", "LastName", "Company");
    private static final List<String> VALUES = List.of("a", "b", "c", "d");
    private static final String UPSERT = "upsert-account";

    record Terms(Conflict conflict, boolean suppressed, boolean tellsTime) {}

    final SetClock clock = new SetClock(Instant.parse("2026-01-31T12:00:00Z").toEpochMilli());
    final Happenings happenings;
    final SimulatedHub hub;
    final Map<String, SimulatedSystem> systems = new TreeMap<>();
    final List<String> story = new ArrayList<>();
    int requests;
    int echoesSkipped;

    private final boolean told;
    private final Terms terms;
    private final MemoryLog log = new MemoryLog();
    private final Map<String, Deque<Delivery>> outflows = new TreeMap<>();
    private final Map<String, Deque<Posted>> inflows = new TreeMap<>();
    private final Set<String> accepted = new HashSet<>();
    private final Set<String> busy = new HashSet<>();
    private Sync sync;
    private int incarnation;
    private long deliveries;

    /** An event on its way to a system. */
    private static final class Delivery {
        final Event event;
        final int[] attempts = {0};

        Delivery(Event event) {
            this.event = event;
        }
    }

    /** A post on its way to the provider. */
    private record Posted(SimulatedSystem.Post post, long id, long acceptedAt) {}

    /**
     * @param told whether {@link #story} is kept
     */
    Simulation(long seed, Terms terms, boolean told) {
        this.told = told;
        this.terms = terms;
        this.happenings = new Happenings(clock, seed);
        this.hub = new SimulatedHub(happenings, this::webhook);
        for (String name : List.of("crm", "erp", "shop")) {
            systems.put(name, new SimulatedSystem(name, happenings, this::post, terms.tellsTime()));
            outflows.put(name, new ArrayDeque<>());
            inflows.put(name, new ArrayDeque<>());
        }
        begin();
    }

    private void begin() {
        sync = new Sync(log, log, map -> map, clock);
        Map<String, List<String>> outflow = new LinkedHashMap<>();
        systems.keySet().forEach(name -> outflow.put(name, List.of(name + "-out")));
        sync.connectors(outflow, systems.keySet());
    }

    /** Edits everywhere over some minutes; returns how much happened until all was quiet. */
    long run(int edits, long atMost) {
        long at = 0;
        for (int i = 0; i < edits; i++) {
            at += happenings.delay(90_000);
            happenings.in(at, this::edit);
            if (happenings.oneIn(12)) {
                happenings.in(at + happenings.delay(30_000), this::crash);
            }
        }
        return happenings.run(atMost);
    }

    private void edit() {
        String field = FIELDS.get(happenings.random.nextInt(FIELDS.size()));
        String value = VALUES.get(happenings.random.nextInt(VALUES.size()));
        int who = happenings.random.nextInt(5);
        if (who > 2) {
            tell(() -> "provider: " + field + "=" + value);
            hub.write(Map.of(field, value), false);
        } else {
            SimulatedSystem system = List.copyOf(systems.values()).get(who);
            tell(() -> system.name + ": " + field + "=" + value);
            system.edit(field, value);
        }
    }

    private void crash() {
        tell(() -> "crash");
        incarnation++;
        busy.clear();
        begin();
        outflows.keySet().forEach(name -> happenings.in(100, () -> send(name)));
        inflows.keySet().forEach(name -> happenings.in(100, () -> carryOut(name)));
    }

    private void webhook(Event webhook) {
        accept(sync.origin(webhook));
    }

    private void accept(Event event) {
        if (!accepted.add(event.source() + " " + event.id())) {
            return;
        }
        tell(
                () ->
                        "event "
                                + event.id()
                                + " of "
                                + event.provenance()
                                + " "
                                + event.root().get("data"));
        outflows.forEach(
                (name, queue) -> {
                    queue.add(new Delivery(event));
                    if (queue.size() == 1) {
                        later(happenings.delay(2_000), () -> send(name));
                    }
                });
    }

    /** Happens only if there is no crash before. */
    private void later(long millis, Runnable what) {
        int now = incarnation;
        happenings.in(
                millis,
                () -> {
                    if (now == incarnation) {
                        what.run();
                    }
                });
    }

    private void send(String name) {
        Delivery delivery = outflows.get(name).peek();
        if (delivery != null && busy.add(name + "-out")) {
            attempt(name, delivery);
        }
    }

    private void attempt(String name, Delivery delivery) {
        Receiver to = new Receiver(name + "-out", name);
        Optional<String> skip =
                delivery.attempts[0] == 0 ? sync.skip(to, delivery.event) : Optional.empty();
        if (skip.isPresent()) {
            tell(() -> name + " skips " + delivery.event.id() + ": " + skip.get());
            echoesSkipped += skip.get().equals(Sync.ECHO) ? 1 : 0;
            ended(name);
            return;
        }
        long begun = clock.millis();
        sync.sending(to, delivery.event);
        int luck = delivery.attempts[0] >= 5 ? 9 : happenings.random.nextInt(10);
        if (luck >= 2) { // it arrives, also if the answer is lost or we crash
            Map<String, Object> fields = mapped(delivery.event);
            happenings.in(happenings.delay(1_000), () -> take(name, fields));
        }
        later(1_000 + happenings.delay(5_000), () -> answered(name, to, delivery, begun, luck > 2));
    }

    private void take(String name, Map<String, Object> fields) {
        requests++;
        tell(() -> name + " takes " + fields);
        systems.get(name).take(fields);
    }

    private static Map<String, Object> mapped(Event event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (event.root().get("data") instanceof Map<?, ?> profile) {
            FIELDS.forEach(
                    field -> {
                        if (profile.get(field) != null) {
                            fields.put(field, profile.get(field));
                        }
                    });
        }
        return fields;
    }

    private void answered(String name, Receiver to, Delivery delivery, long begun, boolean ok) {
        Attempted attempted = new Attempted(to, delivery.event, begun, clock.millis(), ok);
        log.recorded(attempted);
        sync.sent(attempted);
        delivery.attempts[0]++;
        if (ok) {
            ended(name);
        } else {
            later(30_000, () -> attempt(name, delivery));
        }
    }

    private void ended(String name) {
        outflows.get(name).remove();
        busy.remove(name + "-out");
        later(happenings.delay(2_000), () -> send(name));
    }

    private void post(SimulatedSystem.Post post) {
        if (accepted.add(post.id())) {
            tell(() -> "post " + post);
            Deque<Posted> queue = inflows.get(post.system());
            queue.add(new Posted(post, 1_000 + ++deliveries, clock.millis()));
            if (queue.size() == 1) {
                later(happenings.delay(3_000), () -> carryOut(post.system()));
            }
        }
    }

    private void carryOut(String system) {
        Posted posted = inflows.get(system).peek();
        if (posted != null && busy.add(system + "-in")) {
            carryOut(system, posted);
        }
    }

    private void carryOut(String system, Posted posted) {
        Account account = new Account(SimulatedHub.UID, hub.profile());
        SyncGuard guard = sync.guard(undertaking(posted));
        ActionInput input = input(posted.post());
        List<Change> changes = changes(posted.post(), account);
        try {
            if (changes.isEmpty()) {
                guard.unchanged(input, account);
                record(system, guard, input, result(Outcome.UNCHANGED, account));
            } else {
                write(system, guard, new WriteGuard.Planned(input, account, changes));
            }
        } catch (ActionFailed e) {
            throw new AssertionError(e);
        }
    }

    private void again(String system) {
        busy.remove(system + "-in");
        carryOut(system);
    }

    private Undertaking undertaking(Posted posted) {
        ChangeTime changed =
                terms.tellsTime()
                        ? new ChangeTime(posted.post().changedAt(), ChangeTime.Source.THIRD_PARTY)
                        : new ChangeTime(posted.acceptedAt(), ChangeTime.Source.ACCEPTED);
        return new Undertaking(
                posted.id(),
                posted.post().system() + "-in",
                posted.post().system(),
                terms.conflict(),
                terms.suppressed(),
                changed);
    }

    private static ActionInput input(SimulatedSystem.Post post) {
        return new ActionInput(
                Action.of(UPSERT).orElseThrow(), List.of(), Map.copyOf(post.fields()), null, false);
    }

    private static List<Change> changes(SimulatedSystem.Post post, Account account) {
        List<Change> changes = new ArrayList<>();
        post.fields()
                .forEach(
                        (field, value) -> {
                            Object was = account.profile().get(field);
                            if (!value.equals(was)) {
                                changes.add(new Change(field, was, value));
                            }
                        });
        return changes;
    }

    private void write(String system, SyncGuard guard, WriteGuard.Planned planned)
            throws ActionFailed {
        WriteGuard.Verdict verdict = guard.beforeWrite(planned);
        tell(() -> system + " writes " + planned.changes() + ": " + verdict);
        if (verdict instanceof WriteGuard.Verdict.None) {
            record(system, guard, planned.input(), result(Outcome.WITHHELD, planned.account()));
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        planned.changes().stream()
                .filter(
                        change ->
                                !(verdict instanceof WriteGuard.Verdict.Only only)
                                        || only.fields().contains(change.field()))
                .forEach(change -> fields.put(change.field(), change.now()));
        int luck = happenings.random.nextInt(10);
        if (luck == 0) { // it never arrives
            later(30_000, () -> again(system));
            return;
        }
        int before = incarnation;
        happenings.in(
                happenings.delay(500),
                () -> {
                    Map<String, @Nullable Object> now = hub.write(fields, terms.suppressed());
                    tell(() -> "provider has " + now);
                    if (before == incarnation) {
                        later(
                                happenings.delay(1_000),
                                () -> written(system, guard, planned.input(), now, luck == 1));
                    }
                });
    }

    private void written(
            String system,
            SyncGuard guard,
            ActionInput input,
            Map<String, @Nullable Object> now,
            boolean lost) {
        if (lost) {
            later(30_000, () -> again(system));
            return;
        }
        ActionResult result = result(Outcome.UPDATED, new Account(SimulatedHub.UID, now));
        guard.afterWrite(result);
        later(happenings.delay(300), () -> record(system, guard, input, result));
    }

    private static ActionResult result(Outcome outcome, @Nullable Account account) {
        return new ActionResult(
                Action.of(UPSERT).orElseThrow(), outcome, account, List.of(), null, null);
    }

    private void record(String system, SyncGuard guard, ActionInput input, ActionResult result) {
        inflows.get(system).remove();
        busy.remove(system + "-in");
        guard.events(input, result).forEach(this::accept);
        later(happenings.delay(2_000), () -> carryOut(system));
    }

    boolean nothingIsPending() {
        return happenings.isQuiet()
                && outflows.values().stream().allMatch(Deque::isEmpty)
                && inflows.values().stream().allMatch(Deque::isEmpty);
    }

    private void tell(Supplier<String> what) {
        if (told) {
            story.add(
                    Instant.ofEpochMilli(clock.millis()).toString().substring(11)
                            + " "
                            + what.get());
        }
    }
}
