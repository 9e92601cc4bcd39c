package io.tidegate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connector.CamelStage;
import io.tidegate.connector.Connector;
import io.tidegate.connector.EndpointTarget;
import io.tidegate.connector.HookStage;
import io.tidegate.connector.Label;
import io.tidegate.connector.Mark;
import io.tidegate.connector.Stages;
import io.tidegate.connector.Terms;
import io.tidegate.connector.TestCase.Canned;
import io.tidegate.delivery.EventLoops;
import io.tidegate.event.Event;
import io.tidegate.event.TriggerPattern;
import io.tidegate.route.Rehearsal;
import io.vertx.core.Vertx;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bench by itself: one event after the other, in a context of its own. */
class TrialBenchTest {
    private static final Mark MARK = new Mark("a.yaml", 1, 1);
    private static final Event EVENT =
            new Event(
                    new Event.Attributes(
                            "e1", "/s", "Register", "u1", null, Event.Attributes.Optional.NONE),
                    null);

    private final Vertx vertx = Vertx.vertx();
    private TrialBench bench;
    private Rehearsal context;

    @BeforeEach
    void open() {
        bench = new TrialBench(Terms.DEFAULT, EventLoops.of(vertx, 1), 1);
        context = Rehearsal.toTry(bench.dispatcher());
        DefaultRegistry beans = new DefaultRegistry();
        beans.bind("deliveries", bench.dispatcher());
        context.getCamelContextExtension().setRegistry(beans);
        context.disableJMX();
        context.build();
        context.getShutdownStrategy().setTimeout(1);
        context.start();
        bench.prepare(context);
    }

    @AfterEach
    void close() throws Exception {
        context.close();
        bench.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Connector connector(HookStage... before) throws Exception {
        Connector connector =
                new Connector(
                        new Label("bench", null, null, MARK),
                        List.of(TriggerPattern.parse("Register")),
                        new Stages(List.of(), List.of(before), null, List.of()),
                        new EndpointTarget("mock:end", MARK),
                        Terms.DEFAULT);
        context.addRoutes(
                new RouteBuilder(context) {
                    @Override
                    public void configure() {
                        getRouteCollection().route(bench.routes().route(connector));
                    }
                });
        return connector;
    }

    @Test
    void aStepThatWaitsIsGivenUp() throws Exception {
        var delay = new DelayDefinition(new ConstantExpression("20000"));
        Connector connector = connector(new CamelStage(delay, MARK));
        assertThatThrownBy(() -> bench.run(connector, EVENT, Canned.NOTHING))
                .isInstanceOf(NotTried.class)
                .hasMessage(
                        "bench did not come to an end with event e1 within 1 s: a Camel step of it waits for something");
    }

    @Test
    void theSameEventMayComeAgainAndAgain() throws Exception {
        Connector connector = connector();
        for (int i = 0; i < 50; i++) {
            assertThat(bench.run(connector, EVENT, Canned.NOTHING).seen())
                    .containsEntry("status", "delivered");
        }
    }
}
