package io.tidegate.erasure;

import io.tidegate.erasure.Erasure.Counts;
import io.tidegate.journal.JobThreads;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what events of a subject said, in bounded steps; gone on with after a restart. All of it
 * waits for the database: not for an event loop.
 */
public final class Erasures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    private final SqlErasures store;
    private final ErasureRun.Around around;
    private final Map<Long, ErasureRun> running = new ConcurrentHashMap<>();
    private final JobThreads threads = new JobThreads();
    private boolean closed;

    /**
     * @param leads whether this node erases; all of them discard what is theirs
     */
    public Erasures(
            SqlDatabase database,
            SqlJournal journal,
            Discarding discarding,
            BooleanSupplier leads,
            Clock clock) {
        this.store = new SqlErasures(database, journal);
        this.around = new ErasureRun.Around(journal, store, discarding, leads, clock);
    }

    /**
     * Begins one over the events that are stored now.
     *
     * @param discard ends deliveries that are unfinished, as failed
     * @throws ErasureRefused if there are such, and they are not to be discarded
     * @throws JournalUnavailable if it cannot be recorded
     */
    public synchronized Erasure start(String subject, boolean discard, String by) {
        long id = around.journal().newId();
        long unfinished = store.unfinished(subject, id);
        if (unfinished > 0 && !discard) {
            throw new ErasureRefused(
                    unfinished
                            + " deliveries of this subject have not ended: wait until they have, or ask with"
                            + " \"discard\": true (--discard), which ends them as failed; nothing was changed");
        }
        Erasure erasure =
                new Erasure(
                        id, hash(id, subject), id, Counts.NONE, around.clock().millis(), by, null);
        store.add(erasure, subject);
        LOG.info("erasure={} begun by={}", id, by);
        begin(new SqlErasures.Open(erasure, subject));
        return erasure;
    }

    static String hash(long id, String subject) {
        try {
            byte[] text = (id + ":" + subject).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256: " + e, e);
        }
    }

    /**
     * Goes on with what a stop or a crash interrupted, or another node has begun.
     *
     * @throws JournalUnavailable if that cannot be read, such as for a missing key of payloads
     */
    public synchronized void resume() {
        store.running().forEach(this::begin);
    }

    private void begin(SqlErasures.Open open) {
        long id = open.erasure().id();
        if (closed || running.containsKey(id)) {
            return;
        }
        ErasureRun run = new ErasureRun(open, around);
        running.put(id, run);
        threads.begin("erasure-" + id, run, () -> running.remove(id));
    }

    /** Newest first. */
    public List<Erasure> all() {
        return store.all();
    }

    public Optional<Erasure> find(long id) {
        return Optional.ofNullable(store.find(id));
    }

    /** What was going on goes on at the next start. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            running.values().forEach(ErasureRun::stop);
        }
        threads.join();
    }
}
