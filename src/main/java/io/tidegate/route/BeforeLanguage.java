package io.tidegate.route;

import io.tidegate.hook.Script;
import org.apache.camel.Expression;
import org.apache.camel.spi.annotations.Language;

/** In a {@code setBody}: a script that changes the event before the mapping. */
@Language(BeforeLanguage.NAME)
public final class BeforeLanguage extends HookLanguage {
    static final String NAME = "tidegate-before";

    @Override
    Expression step(Script script) {
        return new BeforeStep(script);
    }
}
