package io.tidegate.connector;

import io.tidegate.event.Triggers;
import io.tidegate.identity.Action;
import io.tidegate.identity.Conflict;
import io.tidegate.identity.MatchField;
import io.tidegate.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a connector must say for its action, and what its mapping must make for it and may. */
final class ActionRules {
    private final NodeReader inflow;
    private final ActionTarget target;
    private final Reading reading;

    ActionRules(NodeReader inflow, ActionTarget target, Reading reading) {
        this.inflow = inflow;
        this.target = target;
        this.reading = reading;
    }

    /**
     * @param targets of the mapping, as far as they can be read; null: there is none, and only the
     *     posts tell what is in them
     */
    void check(@Nullable List<String> targets) {
        object();
        target.match().stream()
                .filter(field -> !target.action().matches().contains(field))
                .forEach(field -> wrong("match", unfit(field)));
        if (targets != null) {
            targets.forEach(this::isRead);
            needs(targets);
            match(targets);
            changed(targets);
        }
    }

    private void object() {
        boolean takes = target.action().takesObject();
        if (takes && target.object() == null) {
            wrong("action", word() + " needs \"object\", the custom object's name");
        } else if (!takes && target.object() != null) {
            wrong("object", "\"object\" is for actions on custom objects, and not for " + word());
        }
    }

    private String unfit(MatchField field) {
        return "\"match\" of "
                + word()
                + " must be of "
                + ActionReader.all(target.action()).stream()
                        .map(MatchField::word)
                        .collect(Collectors.joining(", "))
                + ", not "
                + field.word();
    }

    /** Each target must be a field, and one that the action does something with. */
    private void isRead(String made) {
        Optional<String> problem = Profile.problem(made, target.kept());
        String member = member(made);
        if (problem.isPresent()) {
            wrongTarget(made, problem.get() + compared(made));
        } else if (!target.action().reads(member) && !isKept(member)) {
            wrongTarget(made, unread(made));
        }
    }

    private static String compared(String made) {
        return made.equals(ActionTarget.CHANGED) ? "; \"conflict: last-write\" compares it" : "";
    }

    private boolean isKept(String member) {
        return target.kept().contains(member)
                || target.match().stream().anyMatch(field -> field.member().equals(member));
    }

    private String unread(String made) {
        Set<String> members = new LinkedHashSet<>();
        target.action().needs().forEach(members::addAll);
        target.match().forEach(field -> members.add(field.member()));
        String others =
                target.action().writesProfile()
                        ? "fields of the account"
                        : members.stream().sorted().collect(Collectors.joining(", "));
        return "\""
                + made
                + "\" is not read by "
                + word()
                + ", which takes "
                + others
                + actionOf(made);
    }

    /** The action that it may be meant for. */
    private static String actionOf(String made) {
        List<String> others = new ArrayList<>();
        for (Action action : Action.values()) {
            boolean needed =
                    action.needs().stream().anyMatch(oneOf -> oneOf.equals(Set.of(member(made))));
            if (needed && !action.writesProfile()) {
                others.add(action.word());
            }
        }
        return others.isEmpty() ? "" : " (it is for " + String.join(", ", others) + ")";
    }

    private void needs(List<String> targets) {
        for (Set<String> oneOf : target.action().needs()) {
            if (targets.stream().noneMatch(made -> oneOf.contains(member(made)))) {
                String words = oneOf.stream().sorted().collect(Collectors.joining(" or "));
                wrong(
                        "action",
                        word()
                                + " needs "
                                + words
                                + ", which the mapping does not make"
                                + made(targets));
            }
        }
    }

    private void match(List<String> targets) {
        if (target.match().isEmpty() && target.action().needsMatch()) {
            wrong(
                    "action",
                    "the mapping makes nothing that an account is found by: map one of "
                            + ActionReader.all(target.action()).stream()
                                    .map(MatchSource::place)
                                    .collect(Collectors.joining(", "))
                            + made(targets));
        }
        for (MatchField field : target.match()) {
            if (targets.stream().noneMatch(made -> MatchSource.isMadeBy(made, field))) {
                wrong(
                        "match",
                        "\"match\" names "
                                + field.word()
                                + ", which the mapping does not make: map "
                                + MatchSource.place(field)
                                + Triggers.nearest(MatchSource.place(field), targets)
                                        .map(near -> "; did you mean it by \"" + near + "\"?")
                                        .orElse("")
                                + made(targets));
            }
        }
    }

    private void changed(List<String> targets) {
        if (target.conflict() == Conflict.LAST_WRITE && !targets.contains(ActionTarget.CHANGED)) {
            reading.mistakes()
                    .warn(
                            at("conflict"),
                            "\"conflict: last-write\" compares the third party's own time of its change, and the"
                                    + " mapping makes no "
                                    + ActionTarget.CHANGED
                                    + ": the time of the post stands for it");
        }
    }

    private static String member(String made) {
        return made.replaceFirst("^\\[['\"]", "").split("[.\\['\"]", 2)[0];
    }

    private static String made(List<String> targets) {
        return " (targets: " + String.join(", ", targets) + ")";
    }

    private String word() {
        return target.action().word();
    }

    private void wrong(String key, String message) {
        reading.mistakes().addOnce(at(key), message);
    }

    private void wrongTarget(String made, String message) {
        Mark at =
                Optional.ofNullable(Written.place(inflow, made))
                        .map(reading.file()::at)
                        .orElse(target.mark());
        reading.mistakes().add(at, message);
    }

    private Mark at(String key) {
        return inflow.find(key).map(reading.file()::at).orElse(target.mark());
    }
}
