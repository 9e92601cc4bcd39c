package io.tidegate.route;

import io.tidegate.hook.InvalidScript;
import io.tidegate.hook.Script;
import io.tidegate.hook.ScriptLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.support.ExpressionToPredicateAdapter;
import org.apache.camel.support.LanguageSupport;

/**
 * A hook's script in Camel's own YAML: the expression is the path of its file, relative to the
 * working directory.
 */
abstract class HookLanguage extends LanguageSupport {

    abstract Expression step(Script script);

    @Override
    public Expression createExpression(String path) {
        try {
            return step(Script.compile(path, Files.readString(Path.of(path)), limits()));
        } catch (InvalidScript e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "the script "
                            + path
                            + " cannot be read (paths are relative to the working directory): "
                            + e,
                    e);
        }
    }

    @Override
    public Predicate createPredicate(String path) {
        return ExpressionToPredicateAdapter.toPredicate(createExpression(path));
    }

    private ScriptLimits limits() {
        ScriptLimits limits = getCamelContext().getRegistry().findSingleByType(ScriptLimits.class);
        return limits == null ? ScriptLimits.DEFAULT : limits;
    }
}
