package io.tidegate.connector;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in a connector's configuration a delivery failed.
 *
 * @param step the Camel step's id, such as {@code crm-contacts/mapping}
 * @param file of the configuration or of the script
 * @param line counts from 1
 */
public record Place(String step, String file, int line) {
    private static final Pattern FIELD = Pattern.compile("mapping \"(.+?)\": ", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("^:(\\d{1,6}): |\\(line (\\d{1,6})\\)");

    /**
     * @param stage as failed queries have it
     * @param error what was said; the names in it tell which of several rules, scripts or fields
     */
    public static Optional<Place> of(Connector connector, String stage, @Nullable String error) {
        String said = error == null ? "" : error;
        Stages stages = connector.stages();
        return Optional.ofNullable(
                switch (stage) {
                    case "rule" -> rule(connector, stages, said);
                    case "before" -> hook(connector, "before", stages.before(), said);
                    case "after" -> hook(connector, "after", stages.after(), said);
                    case "mapping" -> mapping(connector, stages, said);
                    case "request" -> at(connector, "request", target(connector));
                    default -> null;
                });
    }

    private static Place at(Connector connector, String step, Mark mark) {
        return new Place(connector.id() + "/" + step, mark.file(), mark.line());
    }

    private static @Nullable Place rule(Connector connector, Stages stages, String said) {
        List<Mark> marks = stages.marks().rules();
        for (int i = 0; i < marks.size(); i++) {
            if (said.startsWith("rule " + stages.rules().get(i).expression() + " ")) {
                return at(connector, "rule-" + (i + 1), marks.get(i));
            }
        }
        return marks.size() == 1 ? at(connector, "rule-1", marks.get(0)) : null;
    }

    private static @Nullable Place hook(
            Connector connector, String stage, List<HookStage> hooks, String said) {
        for (int i = 0; i < hooks.size(); i++) {
            if (hooks.get(i) instanceof ScriptStage script
                    && said.startsWith(script.script().name())) {
                return inScript(connector.id() + "/" + stage + "-" + (i + 1), script, said);
            }
        }
        List<HookStage> steps = hooks.stream().filter(CamelStage.class::isInstance).toList();
        return steps.size() == 1
                ? at(
                        connector,
                        stage + "-" + (hooks.indexOf(steps.get(0)) + 1),
                        steps.get(0).mark())
                : null;
    }

    /** The script's own line if it is said, else where it is named. */
    private static Place inScript(String step, ScriptStage script, String said) {
        String name = script.script().name();
        Matcher line = LINE.matcher(said.substring(name.length()));
        Mark named = script.mark();
        if (!line.find()) {
            return new Place(step, named.file(), named.line());
        }
        Path file = Path.of(named.file()).resolveSibling(name).normalize();
        String number = line.group(1) == null ? line.group(2) : line.group(1);
        return new Place(step, file.toString(), Integer.parseInt(number));
    }

    private static @Nullable Place mapping(Connector connector, Stages stages, String said) {
        Map<String, Mark> fields = stages.marks().fields();
        Matcher field = FIELD.matcher(said);
        Mark mark = field.lookingAt() ? fields.get(field.group(1)) : null;
        return mark == null ? null : at(connector, "mapping", mark);
    }

    private static Mark target(Connector connector) {
        if (connector.to() instanceof HttpTarget http) {
            return http.mark();
        }
        return connector.to() instanceof ActionTarget action
                ? action.mark()
                : ((EndpointTarget) connector.to()).mark();
    }
}
