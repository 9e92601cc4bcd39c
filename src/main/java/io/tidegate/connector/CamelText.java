package io.tidegate.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What Camel and its YAML parser say of a file, in words and places that its author can use. */
final class CamelText {
    private CamelText() {}

    /** Where Camel says the mistake is, or the place given if it does not say. */
    static Mark mark(Throwable thrown, SourceFile file, Mark otherwise) {
        return causes(thrown).stream()
                .filter(MarkedYamlEngineException.class::isInstance)
                .map(e -> ((MarkedYamlEngineException) e).getProblemMark())
                .flatMap(Optional::stream)
                .findFirst()
                .map(mark -> file.at(Optional.of(mark)))
                .orElse(otherwise);
    }

    /** The innermost reason. */
    static String message(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        for (Throwable cause : causes) {
            if (cause instanceof MarkedYamlEngineException yaml) {
                return yaml.getContext() == null ? problem(yaml) : notYaml(yaml);
            }
        }
        for (Throwable cause : causes) {
            if (cause instanceof SimpleIllegalSyntaxException simple) {
                return "\""
                        + simple.getExpression()
                        + "\" is no simple expression: "
                        + String.valueOf(simple.getMessage()).lines().findFirst().orElse("");
            }
        }
        Throwable root = causes.get(causes.size() - 1);
        if (root instanceof ClassNotFoundException) {
            return "there is no class " + root.getMessage();
        }
        return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
    }

    private static String problem(MarkedYamlEngineException e) {
        return e.getProblem().equals("Unsupported type: SEQUENCE")
                ? "a list has no place here: write its values as one text, with commas between them"
                : e.getProblem();
    }

    /**
     * The parser stops where a plain value in { } or [ ] ends, and does not say what the author did
     * to end it.
     */
    private static String notYaml(MarkedYamlEngineException e) {
        String problem = e.getProblem();
        boolean bracket = problem.endsWith("but got [") || problem.endsWith("but got {");
        if (bracket && e.getContext().contains("flow mapping")) {
            return "Inside { } a path with [ must be quoted, such as { from: \"$.data.Email[0].Value\" }, and so must text"
                    + " with {";
        }
        if (bracket && e.getContext().contains("flow sequence")) {
            return "Inside [ ] a path with [ must be quoted, such as [\"$.data.Email[0].Value\"], and so must text with {";
        }
        return "not YAML: " + e.getContext() + ": " + problem;
    }

    /** Itself and what is behind it, from the outside in. */
    static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable t = thrown; t != null && !causes.contains(t); t = t.getCause()) {
            causes.add(t);
        }
        return causes;
    }
}
