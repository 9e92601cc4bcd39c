package io.tidegate.journal;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The partitions whose deliveries this process carries out, and how many of each are on their way.
 *
 * <p>The writer alone adds to them and takes from them, in the transaction that says so to the
 * other nodes. A partition that is about to be given up is left first: none of its deliveries
 * begins any more, and it is given up when those on their way have their records.
 */
public final class Holding {
    /** Subjects hash to so many. */
    public static final int PARTITIONS = 256;

    /** So many nodes may live at once, less one. */
    public static final int SLOTS = Ids.SLOTS;

    private final boolean alone;
    private final AtomicIntegerArray onTheWay = new AtomicIntegerArray(PARTITIONS);
    private volatile Now now;
    private volatile long goodUntil = System.nanoTime();

    /**
     * @param epoch of the node's membership, which each of its writes carries; 0: it is none
     * @param held whose unfinished deliveries the writer counts
     * @param leaving of those, what begins no more
     */
    private record Now(long epoch, BitSet held, BitSet leaving) {
        static final Now NOTHING = new Now(0, new BitSet(), new BitSet());

        boolean mayBegin(int partition) {
            return held.get(partition) && !leaving.get(partition);
        }
    }

    private Holding(boolean alone, Now now) {
        this.alone = alone;
        this.now = now;
    }

    /** Of a process that has its journal to itself. */
    public static Holding everything() {
        BitSet all = new BitSet(PARTITIONS);
        all.set(0, PARTITIONS);
        return new Holding(true, new Now(0, all, new BitSet()));
    }

    /** Of one that shares its journal with others, and has no partition yet. */
    public static Holding nothing() {
        return new Holding(false, Now.NOTHING);
    }

    /** True if no other process carries out deliveries of this journal. */
    public boolean isAlone() {
        return alone;
    }

    /** True if other nodes have partitions at this moment. */
    public boolean isShared() {
        return !alone && now.held.cardinality() < PARTITIONS;
    }

    /** By its subject; without order by its id. */
    public static int partition(long delivery, long subjectHash) {
        return (int) (subjectHash == 0 ? delivery / Ids.SLOTS : subjectHash) & (PARTITIONS - 1);
    }

    static int partition(DeliveryRef ref) {
        return partition(ref.id(), ref.subjectHash());
    }

    /** What every write of this membership carries. */
    public long epoch() {
        return now.epoch;
    }

    /** What ids of this node end with; -1: there is no other node. */
    int slot() {
        return alone ? -1 : (int) (now.epoch % Ids.SLOTS);
    }

    /** Whether deliveries of this partition may begin here. */
    public boolean has(int partition) {
        return now.mayBegin(partition);
    }

    /** Whether this node does what one node does for all. */
    public boolean leads() {
        return has(0);
    }

    /** Deliveries of these may begin here. */
    public BitSet partitions() {
        Now is = now;
        BitSet may = (BitSet) is.held.clone();
        may.andNot(is.leaving);
        return may;
    }

    /** Those whose unfinished deliveries the writer counts. */
    BitSet counted() {
        return (BitSet) now.held.clone();
    }

    boolean counts(int partition) {
        return now.held.get(partition);
    }

    /**
     * A delivery is to begin; if it may, its partition is not given up before {@link #ended}.
     *
     * @param epoch in which it was read: since the end of that membership another node may have
     *     carried it out
     */
    public boolean begin(long delivery, long subjectHash, long epoch) {
        int partition = partition(delivery, subjectHash);
        onTheWay.incrementAndGet(partition);
        Now is = now; // read after the count: who leaves looks at the count last
        if (is.epoch == epoch && is.mayBegin(partition)) {
            return true;
        }
        onTheWay.decrementAndGet(partition);
        return false;
    }

    /** It has its record, or will never have one. */
    public void ended(long delivery, long subjectHash) {
        onTheWay.decrementAndGet(partition(delivery, subjectHash));
    }

    /** Whether nothing of these is on its way. */
    public boolean isIdle(BitSet partitions) {
        return partitions.stream().allMatch(one -> onTheWay.get(one) == 0);
    }

    /** Whether the others hold this node for alive, as far as it can know. */
    public boolean isGood() {
        return alone || System.nanoTime() - goodUntil < 0;
    }

    /**
     * The others will hold it for alive until then.
     *
     * @param nanos as of {@link System#nanoTime}
     */
    public void goodUntil(long nanos) {
        goodUntil = nanos;
    }

    /** A membership begins, with no partition. */
    public synchronized void join(long epoch) {
        now = new Now(epoch, new BitSet(), new BitSet());
    }

    /** The membership of this epoch is over. Returns whether it was there. */
    public synchronized boolean lose(long epoch) {
        boolean was = !alone && now.epoch == epoch && epoch != 0;
        if (was) {
            now = Now.NOTHING;
        }
        return was;
    }

    /** None of their deliveries begins any more. */
    public synchronized void leave(BitSet partitions) {
        now = new Now(now.epoch, now.held, (BitSet) partitions.clone());
    }

    /** A commit has said so for this membership; it may have ended meanwhile. */
    synchronized void moved(long epoch, BitSet claimed, BitSet released) {
        if (now.epoch != epoch) {
            return;
        }
        BitSet held = (BitSet) now.held.clone();
        held.andNot(released);
        held.or(claimed);
        BitSet leaving = (BitSet) now.leaving.clone();
        leaving.andNot(released);
        now = new Now(now.epoch, held, leaving);
    }
}
