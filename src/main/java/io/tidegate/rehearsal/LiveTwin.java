package io.tidegate.rehearsal;

import io.tidegate.route.Rehearsal;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultRegistry;
import org.jspecify.annotations.Nullable;

/** A context that sees the beans and properties of the running one, and reaches nothing. */
final class LiveTwin implements PropertiesSource {
    private final Supplier<CamelContext> live;

    private LiveTwin(Supplier<CamelContext> live) {
        this.live = live;
    }

    static void begin(Rehearsal context, TrialBench bench, Supplier<CamelContext> live) {
        DefaultRegistry beans = new DefaultRegistry(new LiveBeans(live.get().getRegistry()));
        beans.bind("deliveries", bench.dispatcher());
        context.getCamelContextExtension().setRegistry(beans);
        context.getPropertiesComponent().addPropertiesSource(new LiveTwin(live));
        context.disableJMX();
        context.setStartupSummaryLevel(StartupSummaryLevel.Off); // one comes with each look
        context.getShutdownStrategy().setTimeout(1); // a step that hangs may be left behind
        context.build();
        context.start();
        bench.prepare(context);
    }

    @Override
    public String getName() {
        return "live";
    }

    @Override
    public @Nullable String getProperty(String name) {
        return live.get().getPropertiesComponent().resolveProperty(name).orElse(null);
    }
}
