package io.tidegate.route;

import io.tidegate.event.Event;
import io.tidegate.intake.Intake;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Journal;
import io.tidegate.journal.JournalBusy;
import io.tidegate.journal.JournalUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The journal as intake sees it. */
public final class JournalIntake implements Intake {
    private final Journal journal;

    public JournalIntake(Journal journal) {
        this.journal = journal;
    }

    @Override
    public CompletionStage<List<Answer>> accept(List<Event> events) {
        CompletableFuture<List<Answer>> answered = new CompletableFuture<>();
        journal.accept(events)
                .whenComplete(
                        (acceptances, problem) -> {
                            if (acceptances != null) {
                                answered.complete(answers(acceptances));
                            } else {
                                answered.completeExceptionally(notStored(problem));
                            }
                        });
        return answered;
    }

    /** A refusal of the journal is for the sender to read; our bug is not. */
    private static Throwable notStored(Throwable problem) {
        return problem instanceof JournalBusy || problem instanceof JournalUnavailable
                ? new NotStored(
                        problem instanceof JournalBusy, String.valueOf(problem.getMessage()))
                : problem;
    }

    private static List<Answer> answers(List<Acceptance> acceptances) {
        List<Answer> answers = new ArrayList<>(acceptances.size());
        for (Acceptance acceptance : acceptances) {
            answers.add(new Answer(acceptance.event().id(), acceptance.duplicate()));
        }
        return answers;
    }
}
