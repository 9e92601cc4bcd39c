package io.tidegate.journal;

import java.util.List;

/** Told on the writer's thread, right after a commit; must return at once. */
public interface CommitListener {

    /** New events and their deliveries are committed. */
    void accepted(List<Acceptance> acceptances);

    /**
     * A delivery of this connector that waited for a predecessor, or was replayed, may be sent now.
     */
    void released(String connector);

    /** Deliveries that other nodes had stored are this node's to carry out. */
    default void tookIn(List<Due> deliveries) {}

    /** Deliveries were stored that other nodes carry out. */
    default void handedOver() {}

    /**
     * The journal can be written again; what memory believed about unfinished deliveries may be
     * old.
     */
    void restored();
}
