package io.tidegate.connector;

import io.tidegate.identity.Action;
import io.tidegate.identity.Conflict;
import io.tidegate.identity.MatchField;
import io.tidegate.profile.SanitizeTerms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads {@code action}, {@code match}, {@code object}, {@code sanitize}, {@code conflict} and
 * {@code echo}.
 */
final class ActionReader {
    private static final WordReader<Action> ACTION =
            new WordReader<>(Action.values(), Action::word);
    private static final WordReader<MatchField> MATCH =
            new WordReader<>(MatchField.values(), MatchField::word);
    private static final WordReader<Conflict> CONFLICT =
            new WordReader<>(Conflict.values(), Conflict::word);
    private static final WordReader<EchoMode> ECHO =
            new WordReader<>(EchoMode.values(), EchoMode::word);
    private static final WordReader<SanitizeTerms.Misfit> MISFIT =
            new WordReader<>(SanitizeTerms.Misfit.values(), InflowKeys::word);
    private static final WordReader<SanitizeTerms.Html> HTML =
            new WordReader<>(SanitizeTerms.Html.values(), InflowKeys::word);

    private final NodeReader inflow;
    private final Reading reading;

    ActionReader(NodeReader inflow, Reading reading) {
        this.inflow = inflow;
        this.reading = reading;
    }

    /**
     * @param targets of the mapping, as far as they can be read; null: there is none
     * @param mark the connector's, where a missing key is told
     */
    Optional<ActionTarget> read(@Nullable List<String> targets, Mark mark) {
        Optional<Action> action =
                inflow.require("action", mark).flatMap(node -> ACTION.read(inflow, "action"));
        SanitizeTerms sanitize =
                inflow.find("sanitize").map(this::sanitize).orElse(SanitizeTerms.DEFAULT);
        Conflict conflict = CONFLICT.read(inflow, "conflict").orElse(Conflict.OVERWRITE);
        EchoMode echo = ECHO.read(inflow, "echo").orElse(EchoMode.REMEMBER);
        String object = inflow.text("object").orElse(null);
        Mark at = inflow.find("action").map(reading.file()::at).orElse(mark);
        int before = reading.mistakes().size();
        Optional<List<MatchField>> said = inflow.find("match").map(this::match);
        boolean wrong = reading.mistakes().size() > before;
        Optional<ActionTarget> target =
                action.map(
                        is ->
                                new ActionTarget(
                                        is,
                                        said.orElseGet(() -> usual(is, targets)),
                                        sanitize,
                                        conflict,
                                        echo,
                                        object,
                                        at));
        target.filter(is -> !wrong)
                .ifPresent(is -> new ActionRules(inflow, is, reading).check(targets));
        return target;
    }

    /** By which it can find an account, in their usual order. */
    static List<MatchField> all(Action action) {
        return Arrays.stream(MatchField.values()).filter(action.matches()::contains).toList();
    }

    /** What the mapping makes; without one the posted data may be anything. */
    private static List<MatchField> usual(Action action, @Nullable List<String> targets) {
        return all(action).stream()
                .filter(
                        field ->
                                targets == null
                                        || targets.stream()
                                                .anyMatch(t -> MatchSource.isMadeBy(t, field)))
                .toList();
    }

    private List<MatchField> match(Node node) {
        List<Node> words = node instanceof ScalarNode ? List.of(node) : inflow.items("match");
        if (node instanceof SequenceNode && words.isEmpty()) {
            reading.wrong(node, "\"match\" of inflow names nothing that an account is found by");
        }
        List<MatchField> match = new ArrayList<>();
        for (Node word : words) {
            MATCH.read(inflow, word, "an element of \"match\"", reading)
                    .ifPresent(field -> add(match, field, word));
        }
        return match;
    }

    private void add(List<MatchField> match, MatchField field, Node word) {
        if (match.contains(field)) {
            reading.wrong(word, field.word() + " stands twice in \"match\"");
        } else {
            match.add(field);
        }
    }

    private SanitizeTerms sanitize(Node node) {
        return sanitize(new NodeReader(node, InflowKeys.SANITIZE, reading));
    }

    static SanitizeTerms sanitize(NodeReader sanitize) {
        SanitizeTerms usual = SanitizeTerms.DEFAULT;
        return new SanitizeTerms(
                MISFIT.read(sanitize, "unknown").orElse(usual.unknown()),
                HTML.read(sanitize, "html").orElse(usual.html()),
                MISFIT.read(sanitize, "invalid").orElse(usual.invalid()));
    }
}
