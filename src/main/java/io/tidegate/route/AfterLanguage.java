package io.tidegate.route;

import io.tidegate.hook.Script;
import org.apache.camel.Expression;
import org.apache.camel.spi.annotations.Language;

/** In a {@code script}: a script that runs from the recorded 2xx on. */
@Language(AfterLanguage.NAME)
public final class AfterLanguage extends HookLanguage {
    static final String NAME = "tidegate-after";

    @Override
    Expression step(Script script) {
        return new AfterStep(script);
    }
}
