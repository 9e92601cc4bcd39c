package io.tidegate.api;

import java.util.Set;
import java.util.TreeSet;

/** What has happened since somebody asked last; told from any thread, and of no weight. */
public final class LiveChanges {
    /** Beyond so many, that many changed says enough. */
    private static final int MOST_CONNECTORS = 1_000;

    private volatile boolean heard;
    private long accepted;
    private Outcomes ended = Outcomes.NONE;
    private Set<String> connectors = new TreeSet<>();

    /** What was told in between. */
    record Taken(long accepted, Outcomes ended, Set<String> connectors) {
        boolean isEmpty() {
            return accepted == 0 && connectors.isEmpty();
        }
    }

    /** From now on it is kept, or no more: without a listener nothing is. */
    synchronized void heard(boolean by) {
        heard = by;
        take();
    }

    public void accepted(int events) {
        if (heard) {
            synchronized (this) {
                accepted += events;
            }
        }
    }

    /**
     * A delivery of this connector has another status.
     *
     * @param outcome delivered, skipped, failed, or anything else that is no end
     */
    public void changed(String connector, String outcome) {
        if (heard) {
            synchronized (this) {
                ended = ended.plus(Outcomes.of(outcome, 1));
                if (connectors.size() < MOST_CONNECTORS) {
                    connectors.add(connector);
                }
            }
        }
    }

    synchronized Taken take() {
        Taken taken = new Taken(accepted, ended, connectors);
        accepted = 0;
        ended = Outcomes.NONE;
        connectors = new TreeSet<>();
        return taken;
    }
}
