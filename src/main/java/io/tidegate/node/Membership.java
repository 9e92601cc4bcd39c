package io.tidegate.node;

import io.tidegate.journal.Holding;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node among the others. It beats five times within the time after which others hold it for
 * dead, ends the memberships of those that do not, and shares the partitions out evenly: each node
 * gives up what it has too many of, and takes what is nobody's.
 *
 * <p>Another node is dead if its beats did not grow while this one looked at them for the whole
 * time without a break: neither a clock nor an outage of the database kills anybody.
 */
public final class Membership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final int BEATS = 5;
    private static final long STOP_SECONDS = 5;

    private final SqlNodes nodes;
    private final SqlJournal journal;
    private final Holding holding;
    private final Effects effects;
    private final Self self;
    private final DatabaseClock clock;
    private final Thread thread;
    private final Map<Long, Sighting> sightings = new HashMap<>();
    private @Nullable CompletableFuture<BitSet> move;
    private BitSet released = new BitSet();
    private long lastBeat;
    private boolean unreachable;
    private volatile int live = 1;
    private volatile boolean closed;

    /**
     * @param name for people
     * @param timeout after which others hold it for dead
     */
    public record Self(String name, Duration timeout) {}

    /** What memory does when partitions come and go. */
    public interface Effects {
        /** Some came: what lies in the journal for them is read. */
        void gained();

        /** None of what is in memory for these may begin. */
        void lost(BitSet partitions);
    }

    /** How often another node had beaten when this one first saw that. */
    private record Sighting(long beats, long nanos) {}

    public Membership(
            SqlDatabase database,
            SqlJournal journal,
            Holding holding,
            Effects effects,
            Self self,
            DatabaseClock clock) {
        this.nodes = new SqlNodes(database);
        this.journal = journal;
        this.holding = holding;
        this.effects = effects;
        this.self = self;
        this.clock = clock;
        this.lastBeat = System.nanoTime();
        this.thread = new Thread(this::run, "node-beat");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** How many nodes live, with this one. */
    public int live() {
        return live;
    }

    private long timeoutNanos() {
        return self.timeout().toNanos();
    }

    private void run() {
        while (!closed) {
            try {
                beat();
                if (unreachable) {
                    unreachable = false;
                    LOG.info("node {} beats again", self.name());
                }
            } catch (JournalUnavailable e) {
                sightings.clear();
                if (!unreachable && !closed) {
                    unreachable = true;
                    LOG.error(
                            "node {} cannot beat: {}; it begins no delivery until it can",
                            self.name(),
                            e.getMessage());
                }
            } catch (RuntimeException e) {
                LOG.error("a bug in the node's membership; it goes on", e);
            }
            if (!closed) {
                LockSupport.parkNanos(this, timeoutNanos() / BEATS);
            }
        }
    }

    private void beat() {
        long begin = System.nanoTime();
        if (begin - lastBeat > timeoutNanos() / 2) {
            sightings
                    .clear(); // this process was stopped, or away: it cannot tell who was not there
        }
        lastBeat = begin;
        if (holding.epoch() == 0) {
            join();
        }
        long asked = System.nanoTime();
        long epoch = holding.epoch();
        SqlNodes.Seen seen = nodes.beat(epoch);
        clock.sample(asked, System.nanoTime(), seen.micros());
        if (!seen.isMember()) {
            lose(epoch);
            return;
        }
        holding.goodUntil(asked + timeoutNanos() * (BEATS - 1) / BEATS);
        live = seen.beats().size();
        endDead(seen, epoch);
        share(seen, epoch);
    }

    private void join() {
        long epoch = nodes.join(self.name(), clock.millis());
        move = null;
        released = new BitSet();
        effects.lost(everything()); // what is in memory may have been another node's since
        holding.join(epoch);
        LOG.info("node {} joined epoch={}", self.name(), epoch);
    }

    private void lose(long epoch) {
        BitSet all = everything();
        if (holding.lose(epoch)) {
            LOG.warn(
                    "the other nodes took {} (epoch={}) for dead, and its partitions; it joins anew",
                    self.name(),
                    epoch);
        }
        effects.lost(all);
        sightings.clear();
        LockSupport.unpark(thread);
    }

    private static BitSet everything() {
        BitSet all = new BitSet(Holding.PARTITIONS);
        all.set(0, Holding.PARTITIONS);
        return all;
    }

    private void endDead(SqlNodes.Seen seen, long mine) {
        long now = System.nanoTime();
        sightings.keySet().retainAll(seen.beats().keySet());
        Map<Long, Long> dead = new HashMap<>();
        seen.beats()
                .forEach(
                        (epoch, beats) -> {
                            Sighting last = sightings.get(epoch);
                            if (last == null || last.beats() != beats) {
                                sightings.put(epoch, new Sighting(beats, now));
                            } else if (epoch != mine && now - last.nanos() > timeoutNanos()) {
                                dead.put(epoch, beats);
                            }
                        });
        dead.forEach(
                (epoch, beats) -> {
                    if (isEnded(epoch, beats)) {
                        LOG.warn(
                                "the node of epoch={} has not beaten for {} ms: its partitions are adopted",
                                epoch,
                                self.timeout().toMillis());
                        LockSupport.unpark(thread); // they are free at the next beat, which is now
                    }
                });
    }

    /** It may have been stopped within a transaction, which PostgreSQL ends after some seconds. */
    private boolean isEnded(long epoch, long beats) {
        try {
            return nodes.end(epoch, beats);
        } catch (JournalUnavailable e) {
            LOG.info(
                    "the node of epoch={} cannot be ended yet, tried again at the next beat: {}",
                    epoch,
                    e.getMessage());
            return false;
        }
    }

    private void share(SqlNodes.Seen seen, long epoch) {
        if (!isMoved()) {
            return;
        }
        BitSet leaving = released;
        if (!leaving.isEmpty()) {
            if (holding.isIdle(leaving)) {
                move = journal.move(epoch, 0, leaving).toCompletableFuture();
            }
            return;
        }
        BitSet mine = holding.partitions();
        int fair = (Holding.PARTITIONS + live - 1) / live;
        int spare = mine.cardinality() - fair;
        if (spare > 0) {
            leave(last(mine, spare));
        } else if (seen.own() > mine.cardinality() || (spare < 0 && seen.free() > 0)) {
            // the answer to a claim may have been lost: what is its own is claimed once more
            int wanted = Math.max(-spare, seen.own() - mine.cardinality());
            CompletableFuture<BitSet> claim =
                    journal.move(epoch, wanted, new BitSet()).toCompletableFuture();
            move = claim;
            var unused = claim.whenComplete((claimed, problem) -> LockSupport.unpark(thread));
        }
    }

    /** Whether no move is on its way; what the last one did is carried out. */
    private boolean isMoved() {
        CompletableFuture<BitSet> last = move;
        if (last == null) {
            return true;
        }
        if (!last.isDone()) {
            return false;
        }
        move = null;
        if (!released.isEmpty()) {
            effects.lost(released); // what was read or offered while they were left
            if (!last.isCompletedExceptionally()) {
                LOG.info("node {} gave up partitions={}", self.name(), released.cardinality());
                released = new BitSet();
            }
        } else if (!last.isCompletedExceptionally() && !last.join().isEmpty()) {
            LOG.info(
                    "node {} took partitions={} has={}",
                    self.name(),
                    last.join().cardinality(),
                    holding.partitions().cardinality());
            effects.gained();
        }
        return true;
    }

    private void leave(BitSet partitions) {
        released = partitions;
        holding.leave(partitions);
        effects.lost(partitions);
    }

    private static BitSet last(BitSet of, int count) {
        BitSet found = new BitSet();
        int from = of.length();
        for (int i = 0; i < count; i++) {
            from = of.previousSetBit(from - 1);
            found.set(from);
        }
        return found;
    }

    /**
     * Gives up all partitions, after all that was handed to the journal, so that others go on at
     * once.
     */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            long epoch = holding.epoch();
            if (epoch != 0) {
                holding.leave(everything());
                journal.move(epoch, 0, everything())
                        .toCompletableFuture()
                        .get(STOP_SECONDS, TimeUnit.SECONDS);
                nodes.leave(epoch);
                holding.lose(epoch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | JournalUnavailable e) {
            LOG.warn(
                    "node {} could not say that it leaves: {}; the others notice it after {} ms",
                    self.name(),
                    e.getMessage(),
                    self.timeout().toMillis());
        } finally {
            nodes.close();
        }
    }
}
