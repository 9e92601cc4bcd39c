package io.tidegate.rehearsal;

import io.tidegate.connector.CannedAnswer;
import io.tidegate.event.Json;
import io.tidegate.identity.Action;
import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.ActionInput;
import io.tidegate.identity.Actions;
import io.tidegate.identity.Calls;
import io.tidegate.identity.How;
import io.tidegate.identity.Transport;
import io.tidegate.identity.WriteGuard;
import io.tidegate.journal.StoredRequest;
import io.tidegate.route.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Carries actions out on the accounts of a trial. An answer of the trial that is no success is the
 * identity provider's to the whole attempt. Conflicts and echoes are looked after as in production,
 * by what the trial knows alone.
 */
final class CannedActor implements Actor {
    private final Supplier<Trial> trial;

    CannedActor(Supplier<Trial> trial) {
        this.trial = trial;
    }

    @Override
    public Done carryOut(Doing by, ActionInput input, Calls calls) throws ActionFailed {
        Trial now = trial.get();
        CannedAnswer answer = now.nextAnswer();
        if (answer instanceof CannedAnswer.Unreachable unreachable) {
            throw ActionFailed.repeat(unreachable.error());
        }
        if (answer instanceof CannedAnswer.TimedOut) {
            throw ActionFailed.repeat("no complete answer came in time");
        }
        CannedAnswer.Answered answered = (CannedAnswer.Answered) answer;
        if (answered.status() >= 300) {
            throw refused(answered);
        }
        return now.sync().actor().carryOut(by, input, calls);
    }

    private static ActionFailed refused(CannedAnswer.Answered answer) {
        int status = answer.status();
        boolean later = status >= 500 || status == 429;
        return ActionFailed.refused(
                "the identity provider answered " + status,
                later,
                null,
                new Transport.Response(
                        status,
                        answer.headers(),
                        answer.body() == null ? new byte[0] : Json.write(answer.body()),
                        0));
    }

    /** What an action would ask of a provider without accounts, in words for people. */
    static List<String> calls(StoredRequest request) {
        CannedAccounts none = new CannedAccounts(List.of());
        String word = request.url().substring(request.url().indexOf(':') + 1);
        try {
            byte[] body = request.body() == null ? new byte[0] : request.body();
            ActionInput input = ActionInput.read(Action.of(word).orElseThrow(), body);
            new Actions(none).carryOut(input, WriteGuard.OPEN, How.plain());
            return none.calls();
        } catch (ActionFailed e) {
            List<String> calls = new ArrayList<>(none.calls());
            calls.add("fail: " + e.getMessage());
            return calls;
        }
    }
}
