package io.tidegate;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;

/** camel-main over a context of ours, which gets the beans that are bound to it. */
final class ContextMain extends Main {
    private final DefaultCamelContext context;

    ContextMain(DefaultCamelContext context) {
        this.context = context;
    }

    @Override
    protected CamelContext createCamelContext() {
        context.getCamelContextExtension().setRegistry(registry);
        return context;
    }
}
