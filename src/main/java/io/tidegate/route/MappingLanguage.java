package io.tidegate.route;

import io.tidegate.mapping.FileLookupTables;
import io.tidegate.mapping.InvalidMapping;
import io.tidegate.mapping.Mapping;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.annotations.Language;
import org.apache.camel.support.ExpressionToPredicateAdapter;
import org.apache.camel.support.LanguageSupport;

/**
 * In a {@code setBody}: a mapping as YAML, as it stands under {@code mapping:}. The paths of tables
 * in it are relative to the working directory.
 */
@Language(MappingLanguage.NAME)
public final class MappingLanguage extends LanguageSupport {
    static final String NAME = "tidegate-mapping";

    @Override
    public Expression createExpression(String yaml) {
        try {
            Map<String, Object> spec = YamlExpression.map(NAME, yaml);
            return new MappingStep(Mapping.compile(spec, new FileLookupTables(Path.of(""))));
        } catch (InvalidMapping e) {
            throw new IllegalArgumentException(NAME + ": " + problems(e), e);
        }
    }

    private static String problems(InvalidMapping e) {
        return e.problems().stream()
                .map(p -> String.join(".", p.keys()) + ": " + p.message())
                .collect(Collectors.joining("; "));
    }

    @Override
    public Predicate createPredicate(String yaml) {
        return ExpressionToPredicateAdapter.toPredicate(createExpression(yaml));
    }
}
