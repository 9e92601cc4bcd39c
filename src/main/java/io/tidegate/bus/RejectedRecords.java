package io.tidegate.bus;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where records that are no events are kept. */
public interface RejectedRecords {

    /** Done after the commit; one that is kept already is not kept twice. */
    CompletionStage<Void> keep(List<RejectedRecord> rejected);
}
