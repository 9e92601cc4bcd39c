package io.tidegate;

import io.tidegate.config.Settings;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.CommitListener;
import io.tidegate.journal.Holding;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.Topic;
import io.tidegate.node.DatabaseClock;
import io.tidegate.node.Membership;
import io.tidegate.node.SqlSignals;
import io.tidegate.observe.Metrics;
import io.tidegate.route.Dispatcher;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server among those that share its PostgreSQL, even if it is the only one; on SQLite it has
 * the journal to itself.
 */
final class ServerNodes implements CommitListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerNodes.class);

    private final Settings settings;
    private final SqlDatabase database;
    private final Holding holding;
    private final @Nullable DatabaseClock databaseClock;
    private @Nullable Membership membership;
    private @Nullable SqlSignals signals;
    private volatile boolean closed;

    private ServerNodes(Settings settings, SqlDatabase database) {
        this.settings = settings;
        this.database = database;
        boolean shared = database.dialect().isShared();
        this.holding = shared ? Holding.nothing() : Holding.everything();
        this.databaseClock = shared ? DatabaseClock.of(database) : null;
    }

    static ServerNodes of(Settings settings, SqlDatabase database) {
        return new ServerNodes(settings, database);
    }

    Holding holding() {
        return holding;
    }

    /** The same for all nodes. */
    Clock clock() {
        return databaseClock == null ? Clock.systemUTC() : databaseClock;
    }

    /**
     * Joins the others, which hand their partitions over one by one.
     *
     * @param readers what reads anew what another node has changed
     * @param lead told when this node begins to do what one does for all
     */
    void open(
            SqlJournal journal,
            Dispatcher dispatcher,
            int port,
            Map<Topic, Runnable> readers,
            Runnable lead) {
        resume(lead);
        if (databaseClock == null) {
            return;
        }
        AtomicBoolean looking = new AtomicBoolean();
        SqlSignals heard =
                new SqlSignals(
                        database,
                        () -> {
                            if (looking.compareAndSet(false, true)) {
                                journal.takeIn()
                                        .whenComplete((done, problem) -> looking.set(false));
                            }
                        });
        readers.forEach(heard::on);
        signals = heard;
        membership =
                new Membership(
                        database,
                        journal,
                        holding,
                        new Effects(dispatcher, lead),
                        new Membership.Self(name(port), settings.nodeTimeout()),
                        databaseClock);
        membership.start();
        heard.start();
    }

    /** What was running here; a missing key of payloads is no reason not to start. */
    private static void resume(Runnable jobs) {
        try {
            jobs.run();
        } catch (JournalUnavailable e) {
            LOG.error("jobs that were running do not go on now: {}", e.getMessage());
        }
    }

    private final class Effects implements Membership.Effects {
        private final Dispatcher dispatcher;
        private final Runnable lead;
        private boolean leads;

        Effects(Dispatcher dispatcher, Runnable lead) {
            this.dispatcher = dispatcher;
            this.lead = lead;
        }

        @Override
        public void gained() {
            dispatcher.arrivals().gained();
            if (!leads && holding.leads()) {
                new Thread(this::lead, "node-lead").start(); // the beat must not wait for it
            }
            leads = holding.leads();
        }

        /** Until it has begun, or another node leads. */
        private void lead() {
            while (!closed && holding.leads()) {
                try {
                    lead.run();
                    return;
                } catch (JournalUnavailable e) {
                    LOG.warn("what one node does for all does not begin yet: {}", e.getMessage());
                    LockSupport.parkNanos(this, TimeUnit.SECONDS.toNanos(1));
                }
            }
        }

        @Override
        public void lost(BitSet partitions) {
            dispatcher.arrivals().lost(partitions);
            leads = holding.leads();
        }
    }

    private String name(int port) {
        String set = settings.nodeName();
        return set == null ? host() + ":" + port : set;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "node";
        }
    }

    /** How many nodes live, with this one. */
    int live() {
        Membership is = membership;
        return is == null ? 1 : is.live();
    }

    void gauges(Metrics metrics) {
        metrics.gauge("tidegate.nodes", this, ServerNodes::live);
        metrics.gauge("tidegate.partitions", holding, one -> one.partitions().cardinality());
    }

    @Override
    public void accepted(List<Acceptance> acceptances) {}

    @Override
    public void released(String connector) {}

    @Override
    public void restored() {}

    @Override
    public void handedOver() {
        SqlSignals told = signals;
        if (told != null) {
            told.handedOver();
        }
    }

    /** After what was on its way: the others go on with the rest at once. */
    @Override
    public void close() {
        closed = true;
        Closing.each(membership, signals);
    }
}
