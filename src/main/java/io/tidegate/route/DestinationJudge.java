package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.destination.Answers;
import io.tidegate.destination.Verdict;
import org.jspecify.annotations.Nullable;

/** Judges by what a destination's file says of its answers. */
record DestinationJudge(Answers answers) implements Judge {
    @Override
    public @Nullable StageFailed failure(Flight flight, Reply reply) {
        if (!(reply instanceof Reply.Answered answered)) {
            return USUAL.failure(flight, reply);
        }
        Verdict verdict = answers.judge(answered.status(), answered.body(), answered.said());
        if (verdict instanceof Verdict.Success success) {
            keep(flight, success.recordId());
            return null;
        }
        return verdict instanceof Verdict.Repeat repeat
                ? StageFailed.forNow(Stage.REQUEST, repeat.reason())
                : StageFailed.forGood(Stage.REQUEST, ((Verdict.Refused) verdict).reason(), null);
    }

    @Override
    public void again(Flight flight) {
        if (flight.reply() instanceof Reply.Answered answered) {
            keep(flight, answers.recordId(answered.body()));
        }
    }

    private static void keep(Flight flight, @Nullable String id) {
        if (id != null) {
            flight.recordId(id);
        }
    }
}
