package io.tidegate.connector;

import io.tidegate.identity.Action;
import io.tidegate.identity.MatchField;
import io.tidegate.profile.Profile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a mapping must make for its action, and may. */
final class ActionRules {
    private final NodeReader inflow;
    private final Reading reading;

    ActionRules(NodeReader inflow, Reading reading) {
        this.inflow = inflow;
        this.reading = reading;
    }

    /**
     * @param targets of the mapping, as far as they can be read; null: there is none, and nothing
     *     can be told
     */
    void check(ActionTarget target, @Nullable List<String> targets) {
        if (targets == null) {
            return;
        }
        for (String made : targets) {
            Profile.problem(made, target.kept())
                    .ifPresent(wrong -> reading.mistakes().add(at(made, target), wrong));
        }
        needs(target, targets);
        target.match().forEach(field -> match(field, target, targets));
        changed(target, targets);
    }

    private void needs(ActionTarget target, List<String> targets) {
        boolean named =
                ActionReader.usual(targets).stream()
                        .anyMatch(f -> f == MatchField.EMAIL || f == MatchField.PHONE_ID);
        if (target.action() == Action.CREATE_ACCOUNT && !named) {
            reading.mistakes()
                    .add(
                            target.mark(),
                            "create-account needs an Email or a PhoneId, and the mapping makes neither"
                                    + made(targets));
        } else if (target.match().isEmpty()) {
            reading.mistakes()
                    .add(
                            target.mark(),
                            "nothing that the mapping makes finds an account: it needs one of "
                                    + String.join(", ", InflowKeys.MATCHES.keySet())
                                    + made(targets));
        }
    }

    private void match(MatchField field, ActionTarget target, List<String> targets) {
        if (targets.stream().noneMatch(made -> MatchSource.isMadeBy(made, field))) {
            Mark at = inflow.find("match").map(reading.file()::at).orElse(target.mark());
            reading.mistakes()
                    .add(
                            at,
                            "\"match\" names "
                                    + field.word()
                                    + ", which the mapping does not make: map "
                                    + MatchSource.place(field)
                                    + made(targets));
        }
    }

    private void changed(ActionTarget target, List<String> targets) {
        if (target.conflict() == Conflict.LAST_WRITE && !targets.contains(ActionTarget.CHANGED)) {
            Mark at = inflow.find("conflict").map(reading.file()::at).orElse(target.mark());
            reading.mistakes()
                    .warn(
                            at,
                            "\"conflict: last-write\" compares the third party's own time of its change, and the"
                                    + " mapping makes no "
                                    + ActionTarget.CHANGED
                                    + ": the time of the post stands for it");
        }
    }

    private static String made(List<String> targets) {
        return " (targets: " + String.join(", ", targets) + ")";
    }

    private Mark at(String target, ActionTarget action) {
        return Optional.ofNullable(Written.place(inflow, target))
                .map(reading.file()::at)
                .orElse(action.mark());
    }
}
