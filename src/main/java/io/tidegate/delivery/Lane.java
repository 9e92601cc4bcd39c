package io.tidegate.delivery;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One connector's window: what may be sent now and is in memory, and how much of it is on its way.
 * What does not fit stays in the journal; the lane remembers only since when something may lie
 * there.
 */
public final class Lane {
    /** Deliveries kept ready in memory beyond those on their way. */
    static final int MAX_READY = 8_192;

    /** Read back at once, beside what is in memory. */
    static final int FED = 1_024;

    /** More is read back when fewer are ready, and fewer than may be on their way. */
    private static final int LOW = 256;

    /**
     * So many find room in memory however full it is: no connector may be starved by the others.
     */
    private static final int RESERVED = 64;

    /** Started in one go; then whatever else waits for the thread has its turn. */
    private static final int BURST = 16;

    private final String connector;
    private Executor executor;
    private Shape shape;
    private final Gate gate;
    private final Consumer<Flight> start;
    private final ArrayDeque<Flight> ready = new ArrayDeque<>();
    private final Set<Long> inMemory = new HashSet<>();
    private final Set<Long> recordedWhileFed = new HashSet<>();
    private boolean feeding;
    private boolean closedWhileFed;
    private boolean readingHooks;
    private long hooksFrom;
    private long held;
    private int onTheWay;
    private int runners;
    private int window;
    private int timeouts;
    private boolean overflow = true;
    private boolean open;
    private long nextDue;

    /**
     * @param concurrency deliveries on their way at once
     * @param threads how many threads may work on its steps at once
     */
    public record Shape(int concurrency, int threads) {}

    /**
     * What all lanes share: whether an attempt may begin, room for bodies in memory, and who is
     * told when one should be asked for {@link #beginFeed} soon.
     */
    public record Gate(BooleanSupplier mayBegin, MemoryBudget budget, Runnable hungry) {}

    /** What an operator sees of it. */
    public record View(int ready, int onTheWay, int window) {}

    public Lane(
            String connector, Executor executor, Shape shape, Gate gate, Consumer<Flight> start) {
        this.connector = connector;
        this.executor = executor;
        this.shape = shape;
        this.gate = gate;
        this.start = start;
        this.window = shape.concurrency();
    }

    public String connector() {
        return connector;
    }

    /**
     * Takes a delivery that was just committed, if there is room and nothing older waits in the
     * journal.
     */
    public void offer(Flight flight) {
        synchronized (this) {
            if (!open || overflow || ready.size() >= MAX_READY || !take(flight)) {
                overflow = true;
                nextDue = 0;
                return;
            }
        }
        work();
    }

    private boolean take(Flight flight) {
        if (inMemory.contains(flight.id().delivery())) {
            return true;
        }
        int weight = flight.event().weight();
        if (inMemory.size() < RESERVED) {
            gate.budget.insist(weight);
        } else if (held + weight > gate.budget.share() || !gate.budget.take(weight)) {
            return false;
        }
        held += weight;
        inMemory.add(flight.id().delivery());
        ready.add(flight);
        return true;
    }

    /** Something of this connector may be due in the journal from this time on, ms since 1970. */
    public synchronized void dueAt(long time) {
        nextDue = Math.min(nextDue, time);
    }

    /**
     * Whether it has anything to do that nobody but the feeder begins: asked for each connector
     * many times a second.
     */
    public synchronized boolean wants(long now) {
        return open && (nextDue <= now || hooksFrom >= 0 || !ready.isEmpty());
    }

    /**
     * How many rows the journal should be asked for now: what is in memory comes back too. 0: do
     * not ask.
     *
     * <p>Whoever gets more than 0 must call {@link #fed}. From here on new deliveries are taken
     * into memory again: those that were left in the journal before are committed, so the query
     * that follows sees them.
     */
    public synchronized int beginFeed(long now) {
        if (!open || nextDue > now || !isLow() || !gate.mayBegin.getAsBoolean()) {
            return 0;
        }
        nextDue = Long.MAX_VALUE;
        overflow = false;
        feeding = true;
        return inMemory.size() + FED;
    }

    private boolean isLow() {
        return ready.size() < Math.max(LOW, shape.concurrency());
    }

    /**
     * Takes what the journal had; {@code more} if it may have more that is due, {@code next} when
     * the next is due.
     */
    public void fed(List<Flight> flights, boolean more, long next) {
        synchronized (this) {
            // A closed lane's rows may be ended by others, without a word to it.
            boolean full = more || closedWhileFed;
            List<Flight> current = closedWhileFed ? List.of() : flights;
            closedWhileFed = false;
            for (Flight flight : current) {
                // Read before its record was committed: the row is out of date by now.
                if (!recordedWhileFed.contains(flight.id().delivery())) {
                    full |= !take(flight);
                }
            }
            feeding = false;
            forgetRecorded();
            overflow |= full;
            nextDue = full ? 0 : Math.min(nextDue, next);
        }
        work();
    }

    /**
     * After which delivery's id the journal should be asked for hooks that are due; -1: do not ask.
     * They are asked for once after it opened, since later ones run from memory.
     */
    public synchronized long hooksFrom() {
        return open ? hooksFrom : -1;
    }

    /** Before the journal is asked for hooks; whoever calls it must call {@link #takeHooks}. */
    public synchronized void beginHooks() {
        readingHooks = true;
    }

    /**
     * @param id hooks up to this delivery's were taken; -1: all that were due when it opened
     */
    public synchronized void hooksRead(long id) {
        hooksFrom = id;
    }

    /** Takes deliveries that only their after hooks are left of; returns how many found room. */
    public int takeHooks(List<Flight> flights) {
        int taken = 0;
        synchronized (this) {
            while (taken < flights.size() && open && takeHook(flights.get(taken))) {
                taken++;
            }
            readingHooks = false;
            forgetRecorded();
        }
        work();
        return taken;
    }

    /** True also if its hooks ended after the row was read. */
    private boolean takeHook(Flight flight) {
        return recordedWhileFed.contains(flight.id().delivery()) || take(flight);
    }

    private void forgetRecorded() {
        if (!feeding && !readingHooks) {
            recordedWhileFed.clear();
        }
    }

    /** Takes deliveries up, in the shape given and on the threads that it had. */
    public synchronized void open(Shape newShape) {
        open(newShape, executor);
    }

    /**
     * Takes deliveries up, in the shape and on the threads given, beginning with what lies in the
     * journal.
     */
    public synchronized void open(Shape newShape, Executor newExecutor) {
        shape = newShape;
        executor = newExecutor;
        window = newShape.concurrency();
        open = true;
        overflow = true;
        nextDue = 0;
        hooksFrom = 0;
    }

    /** Lets a thread work on what is ready, unless enough of them do. */
    public void work() {
        Executor on;
        synchronized (this) {
            if (runners >= shape.threads() || !mayStart()) {
                return;
            }
            runners++;
            on = executor;
        }
        on.execute(this::run);
    }

    private void run() {
        for (int i = 0; i < BURST; i++) {
            Flight flight;
            synchronized (this) {
                if (!mayStart()) {
                    runners--;
                    return;
                }
                flight = ready.remove();
                onTheWay++;
            }
            start.accept(flight);
        }
        executor().execute(this::run);
    }

    private synchronized Executor executor() {
        return executor;
    }

    private boolean mayStart() {
        return open && !ready.isEmpty() && onTheWay < window && gate.mayBegin.getAsBoolean();
    }

    /** The attempt ended, its record is on its way to the journal. */
    public void ended(Flight flight, boolean timedOut) {
        boolean hungry;
        synchronized (this) {
            onTheWay--;
            adapt(timedOut);
            hungry = nextDue == 0 && !feeding && isLow();
        }
        if (hungry) {
            gate.hungry.run();
        }
        work();
    }

    /**
     * Halves the window after as many time-outs in a row as it is wide; any other end doubles it up
     * to its size.
     */
    private void adapt(boolean timedOut) {
        if (!timedOut) {
            timeouts = 0;
            window = Math.min(shape.concurrency(), window * 2);
        } else if (++timeouts >= window) {
            timeouts = 0;
            window = Math.max(1, window / 2);
        }
    }

    /** The journal has its record: the row may be read back from now on. */
    public synchronized void recorded(Flight flight) {
        inMemory.remove(flight.id().delivery());
        if (feeding || readingHooks) {
            recordedWhileFed.add(flight.id().delivery());
        }
        give(flight);
    }

    /** Its route is not there now: what its row says is still true, and it is read back. */
    public synchronized void notStarted(Flight flight) {
        onTheWay--;
        inMemory.remove(flight.id().delivery());
        give(flight);
        nextDue = 0;
        if (flight.isHooksOnly()) {
            long before = flight.id().delivery() - 1;
            hooksFrom = hooksFrom < 0 ? before : Math.min(hooksFrom, before);
        }
    }

    private void give(Flight flight) {
        held -= flight.event().weight();
        gate.budget.give(flight.event().weight());
    }

    /** Deliveries that are another node's by now, whatever was read of them. */
    public synchronized void leave(Predicate<Flight> gone) {
        closedWhileFed |= feeding;
        ready.removeIf(
                flight -> {
                    boolean leaves = gone.test(flight);
                    if (leaves) {
                        inMemory.remove(flight.id().delivery());
                        give(flight);
                    }
                    return leaves;
                });
    }

    /** There may be more in the journal than it knows of: it begins to read anew. */
    public synchronized void gained() {
        overflow = true;
        nextDue = 0;
        hooksFrom = 0;
    }

    /** Starts nothing more; what is ready stays in the journal. */
    public synchronized void close() {
        open = false;
        closedWhileFed = feeding;
        for (Flight flight : ready) {
            inMemory.remove(flight.id().delivery());
            give(flight);
        }
        ready.clear();
    }

    public synchronized boolean isIdle() {
        return onTheWay == 0 && runners == 0;
    }

    /** The deliveries that have begun and have no record yet. */
    public synchronized Set<Long> begun() {
        Set<Long> begun = new HashSet<>(inMemory);
        ready.forEach(flight -> begun.remove(flight.id().delivery()));
        return begun;
    }

    public synchronized View view() {
        return new View(ready.size(), onTheWay, window);
    }
}
