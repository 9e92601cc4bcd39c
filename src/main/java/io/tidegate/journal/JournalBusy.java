package io.tidegate.journal;

/**
 * More events wait for their commit than may; nothing of this one was stored. Worth trying again in
 * a second.
 */
public final class JournalBusy extends RuntimeException {
    JournalBusy(Op.Load waiting, Op.Load allowed) {
        super(waiting + " wait for their commit, allowed are " + allowed, null, false, false);
    }
}
