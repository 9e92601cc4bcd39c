package io.tidegate.connector;

import java.util.Optional;
import org.apache.camel.model.ProcessorDefinition;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The node of a Camel step that Java made: it carries the step itself. */
final class JavaStep extends ScalarNode {
    private final ProcessorDefinition<?> step;

    JavaStep(ProcessorDefinition<?> step, Optional<Mark> mark) {
        super(Tag.STR, true, step.getShortName(), ScalarStyle.PLAIN, mark, Optional.empty());
        this.step = step;
    }

    ProcessorDefinition<?> step() {
        return step;
    }
}
