package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveContextTest {
    private static final Set<Thread.State> HELD_OR_OVER =
            Set.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TERMINATED);

    private final LiveContext context = new LiveContext();

    @BeforeEach
    void start() {
        context.build();
        context.getRegistry().bind("while-made", (Processor) exchange -> {});
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void add(String id, String to) throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:" + id).routeId(id).to(to).process("while-made");
                    }
                });
    }

    @Test
    void theEndpointsOfAFormerVersionEndWithIt() throws Exception {
        add("one", "seda:first");
        LiveContext.Loose former = context.loosen("one");
        assertThat(former).isNotNull();
        assertThat(context.hasEndpoint("seda:first")).isNotNull();

        context.end(former);

        assertThat(context.hasEndpoint("seda:first")).isNull();
        assertThat(context.hasEndpoint("direct:one")).isNull();
    }

    /** Its successor's successor may use them again, and is known as a route only when it runs. */
    @Test
    void anEndpointThatARouteInTheMakingUsesIsNotEnded() throws Exception {
        add("one", "seda:shared");
        LiveContext.Loose former = context.loosen("one");
        Thread ending = new Thread(() -> context.end(former));

        context.getRegistry().bind("while-made", Processor.class, () -> whileMade(ending));
        add("two", "seda:shared");

        ending.join();
        assertThat(context.hasEndpoint("seda:shared")).isNotNull();
        assertThat(context.hasEndpoint("direct:one")).isNull();
    }

    /** Asked for when the endpoint before it is there. */
    private static Processor whileMade(Thread ending) {
        ending.start();
        await().until(() -> HELD_OR_OVER.contains(ending.getState()));
        return exchange -> {};
    }
}
