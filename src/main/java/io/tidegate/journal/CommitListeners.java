package io.tidegate.journal;

import java.util.List;

/** Several that are told of every commit, in this order. */
public record CommitListeners(List<CommitListener> all) implements CommitListener {
    /** Nobody is told. */
    public static final CommitListener NONE = new CommitListeners(List.of());

    public CommitListeners {
        all = List.copyOf(all);
    }

    @Override
    public void accepted(List<Acceptance> acceptances) {
        all.forEach(one -> one.accepted(acceptances));
    }

    @Override
    public void released(String connector) {
        all.forEach(one -> one.released(connector));
    }

    @Override
    public void tookIn(List<Due> deliveries) {
        all.forEach(one -> one.tookIn(deliveries));
    }

    @Override
    public void handedOver() {
        all.forEach(CommitListener::handedOver);
    }

    @Override
    public void restored() {
        all.forEach(CommitListener::restored);
    }
}
