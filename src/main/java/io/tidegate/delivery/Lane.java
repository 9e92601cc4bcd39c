package io.tidegate.delivery;

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

    /** Started in one go; then whatever else waits for the thread has its turn. */
    private static final int BURST = 16;

    private final String connector;
    private Executor executor;
    private Shape shape;
    private final Gate gate;
    private final Consumer<Flight> start;
    private final Throttle throttle;
    private final Window window;
    private final InMemory memory;
    private final Set<Long> recordedWhileFed = new HashSet<>();
    private boolean feeding;
    private boolean closedWhileFed;
    private boolean readingHooks;
    private long hooksFrom;
    private int onTheWay;
    private int runners;
    private boolean overflow = true;
    private boolean open;
    private long nextDue;

    /**
     * @param concurrency deliveries on their way at once
     * @param threads how many threads may work on its steps at once
     */
    public record Shape(int concurrency, int threads, Throttle.Terms throttle) {
        Shape(int concurrency, int threads) {
            this(concurrency, threads, Throttle.Terms.FREE);
        }
    }

    /**
     * What all lanes share: whether an attempt may begin, room for bodies in memory, who is told
     * when one should be asked for {@link #beginFeed} soon, and what throttles need.
     */
    public record Gate(
            BooleanSupplier mayBegin,
            MemoryBudget budget,
            Runnable hungry,
            Throttle.Shared throttles) {}

    /** What an operator sees of it. */
    public record View(int ready, int onTheWay, int window) {}

    public Lane(
            String connector, Executor executor, Shape shape, Gate gate, Consumer<Flight> start) {
        this.connector = connector;
        this.executor = executor;
        this.shape = shape;
        this.gate = gate;
        this.start = start;
        this.memory = new InMemory(gate.budget());
        this.window = new Window(shape.concurrency());
        this.throttle = new Throttle(connector, gate.throttles());
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
            if (!open
                    || overflow
                    || memory.ready() >= MAX_READY
                    || throttle.room(1) == 0
                    || !memory.take(flight)) {
                overflow = true;
                nextDue = 0;
                return;
            }
        }
        work();
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
        boolean due = nextDue <= now && !throttle.isParked();
        return open && (due || hooksFrom >= 0 || memory.ready() > 0);
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
        int room = throttle.room(FED);
        if (room > 0) {
            nextDue = Long.MAX_VALUE;
            overflow = false;
            feeding = true;
            room += memory.all();
        }
        return room;
    }

    private boolean isLow() {
        return memory.ready() < Math.max(LOW, shape.concurrency());
    }

    /**
     * Takes what the journal had; {@code more} if it may have more that is due, {@code next} when
     * the next is due.
     */
    public void fed(List<Flight> flights, boolean more, long next) {
        synchronized (this) {
            // A closed lane's rows may be ended by others, without a word to it.
            boolean notTaken = closedWhileFed || throttle.isParked();
            boolean full = more || notTaken;
            List<Flight> current = notTaken ? List.of() : flights;
            closedWhileFed = false;
            for (Flight flight : current) {
                // Read before its record was committed: the row is out of date by now.
                if (!recordedWhileFed.contains(flight.id().delivery())) {
                    full |= !memory.take(flight);
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
        return recordedWhileFed.contains(flight.id().delivery()) || memory.take(flight);
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
        window.open(newShape.concurrency());
        throttle.open(newShape.throttle());
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
                flight = next();
                onTheWay++;
            }
            start.accept(flight);
        }
        executor().execute(this::run);
    }

    private Flight next() {
        if (memory.hasHooks()) {
            return memory.nextHooks();
        }
        Flight flight = memory.next();
        throttle.begun(flight);
        return flight;
    }

    private synchronized Executor executor() {
        return executor;
    }

    private boolean mayStart() {
        return open
                && onTheWay < window.size()
                && gate.mayBegin.getAsBoolean()
                && (memory.hasHooks() || (memory.hasRequests() && throttle.mayStart(this::onTime)));
    }

    private void onTime() {
        synchronized (this) {
            throttle.timerRan();
        }
        work();
    }

    /** The attempt ended, its record is on its way to the journal. */
    public void ended(Flight flight, boolean timedOut) {
        boolean hungry;
        synchronized (this) {
            onTheWay--;
            window.ended(timedOut);
            if (throttle.ended(flight)) {
                nextDue = 0;
            } else if (throttle.isParked()) {
                park();
            }
            hungry = nextDue == 0 && !feeding && isLow();
        }
        if (hungry) {
            gate.hungry.run();
        }
        work();
    }

    /** What is ready goes back to the journal, where it costs no memory and no retries. */
    private void park() {
        if (memory.forgetRequests()) {
            overflow = true;
        }
        nextDue = throttle.parkedUntil();
    }

    /** The journal has its record: the row may be read back from now on. */
    public synchronized void recorded(Flight flight) {
        memory.forget(flight);
        if (feeding || readingHooks) {
            recordedWhileFed.add(flight.id().delivery());
        }
    }

    /**
     * Its route is not there now, or did not send it: what its row says is still true, and it is
     * read back.
     */
    public synchronized void notStarted(Flight flight) {
        onTheWay--;
        memory.forget(flight);
        nextDue = 0;
        if (!flight.isHooksOnly()) {
            throttle.notSent(flight);
        } else {
            long before = flight.id().delivery() - 1;
            hooksFrom = hooksFrom < 0 ? before : Math.min(hooksFrom, before);
        }
    }

    /** Deliveries that are another node's by now, whatever was read of them. */
    public synchronized void leave(Predicate<Flight> gone) {
        closedWhileFed |= feeding;
        memory.forgetReady(gone);
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
        memory.forgetReady();
    }

    public synchronized boolean isIdle() {
        return onTheWay == 0 && runners == 0;
    }

    /** The deliveries that have begun and have no record yet. */
    public synchronized Set<Long> begun() {
        return memory.onTheWay();
    }

    public synchronized View view() {
        return new View(memory.ready(), onTheWay, window.size());
    }

    /**
     * Whether what began and was not sent yet goes back to the journal: it is closed, or parked.
     */
    public synchronized boolean isShut() {
        return !open || throttle.isParked();
    }

    /** Whether what is due must wait now, since the connector or its third party wants it so. */
    public synchronized boolean isKeptBack() {
        return throttle.keepsBack();
    }

    /** What keeps its deliveries back. */
    public synchronized Throttle.View throttle() {
        return throttle.view();
    }
}
