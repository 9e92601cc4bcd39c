package io.tidegate.bench;

import io.vertx.core.VertxOptions;
import io.vertx.ext.web.client.WebClientOptions;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.vertx.http.VertxHttpComponent;
import org.apache.camel.main.Main;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.apache.camel.throttling.ThrottlingInflightRoutePolicy;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.util.List;
import java.util.Map;

/**
 * The yardstick: what a Camel user writes for this work, with nothing stored. {@code after} answers
 * when the receiver has, {@code handoff} when a bounded queue has taken the event, {@code kafka}
 * reads a topic instead and commits its offsets by the clock.
 */
public final class PlainRoute extends RouteBuilder {
    static final int WORKERS = Integer.getInteger("bench.workers", 64);
    static final int QUEUE = 1_000;

    static final String PRODUCER = System.getProperty("bench.producer", "vertx-http");
    private static final int CONSUMERS =
            PRODUCER.equals("http") ? WORKERS : Runtime.getRuntime().availableProcessors();
    private static final String SCHEME = PRODUCER.equals("http") ? "http:" : "vertx-http:http:";

    private final int target;
    private final List<String> mode;

    /**
     * @param mode its name, and for {@code kafka} the brokers and the topic
     */
    private PlainRoute(int target, List<String> mode) {
        this.target = target;
        this.mode = mode;
    }

    static String settings(String mode) {
        String answer =
                mode.equals("kafka")
                        ? Bus.PARTITIONS + " consumers, each sends one record at a time"
                        : mode.equals("handoff")
                        ? "202 once a seda queue of "
                                + QUEUE
                                + " has it (blockWhenFull), "
                                + CONSUMERS
                                + " consumers, at most "
                                + QUEUE
                                + " in flight"
                        : "202 after the receiver's 200";
        return answer
                + "; "
                + PRODUCER
                + " producer, "
                + WORKERS
                + " workers, "
                + WORKERS
                + " connections out; jmx and stream caching off";
    }

    public static void main(String[] args) throws Exception {
        Parent.endWithIt();
        Main main = new Main();
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", args[0]);
        main.addInitialProperty("camel.server.fileUploadEnabled", "false");
        main.addInitialProperty("camel.main.streamCachingEnabled", "false");
        main.addInitialProperty("camel.main.jmxEnabled", "false");
        main.addInitialProperty("camel.main.uuidGenerator", "simple");
        main.addInitialProperty("camel.main.shutdownTimeout", "5");
        main.bind("vertxOptions", new VertxOptions().setWorkerPoolSize(WORKERS));
        main.configure()
                .addRoutesBuilder(
                        new PlainRoute(
                                Integer.parseInt(args[1]),
                                List.of(args).subList(2, args.length)));
        main.run();
    }

    @Override
    public void configure() {
        tuneProducers();
        from("platform-http:" + Work.HEALTH).routeId("health").setBody(constant("up"));
        if (mode.get(0).equals("kafka")) {
            deliver(
                    from("kafka:"
                                    + mode.get(2)
                                    + "?brokers="
                                    + mode.get(1)
                                    + "&groupId="
                                    + mode.get(2)
                                    + "&autoOffsetReset=earliest&consumersCount="
                                    + Bus.PARTITIONS
                                    + "&valueDeserializer="
                                    + ByteArrayDeserializer.class.getName())
                            .routeId("events"));
        } else if (mode.get(0).equals("handoff")) {
            from("platform-http:/events?httpMethodRestrict=POST")
                    .routeId("intake")
                    .convertBodyTo(byte[].class)
                    .removeHeaders("*")
                    .to(
                            "seda:deliver?size="
                                    + QUEUE
                                    + "&blockWhenFull=true&waitForTaskToComplete=Never")
                    .process(PlainRoute::accepted);
            deliver(
                    from("seda:deliver?size="
                                    + QUEUE
                                    + "&pollTimeout=10&concurrentConsumers="
                                    + CONSUMERS)
                            .routeId("deliver")
                            .routePolicy(atMostInFlight()));
        } else {
            deliver(from("platform-http:/events?httpMethodRestrict=POST").routeId("events"))
                    .process(PlainRoute::accepted);
        }
    }

    /**
     * An asynchronous producer frees its seda consumer at once, so the queue alone would bound
     * nothing.
     */
    private static ThrottlingInflightRoutePolicy atMostInFlight() {
        ThrottlingInflightRoutePolicy policy = new ThrottlingInflightRoutePolicy();
        policy.setMaxInflightExchanges(QUEUE);
        return policy;
    }

    private ProcessorDefinition<?> deliver(ProcessorDefinition<?> events) {
        return events.unmarshal()
                .json(JsonLibrary.Jackson, Map.class)
                .filter()
                .jsonpath("$[?(@.data.EmailVerified == true)]")
                .process(PlainRoute::map)
                .marshal()
                .json(JsonLibrary.Jackson)
                .removeHeaders("*")
                .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .to(SCHEME + "//127.0.0.1:" + target + "/contacts")
                .end();
    }

    private void tuneProducers() {
        HttpComponent http = getContext().getComponent("http", HttpComponent.class);
        http.setMaxTotalConnections(WORKERS);
        http.setConnectionsPerRoute(WORKERS);
        http.setCookieStore(new org.apache.camel.component.http.NoopCookieStore());
        VertxHttpComponent vertx =
                getContext().getComponent("vertx-http", VertxHttpComponent.class);
        vertx.setVertxOptions(new VertxOptions().setWorkerPoolSize(WORKERS));
        vertx.setWebClientOptions(
                new WebClientOptions().setMaxPoolSize(WORKERS).setMaxWaitQueueSize(-1));
    }

    private static void map(Exchange exchange) {
        Map<?, ?> event = exchange.getMessage().getBody(Map.class);
        Map<?, ?> data = (Map<?, ?>) event.get("data");
        Object email = ((Map<?, ?>) ((List<?>) data.get("Email")).get(0)).get("Value");
        exchange.getMessage()
                .setBody(
                        Map.of(
                                "email",
                                email,
                                "properties",
                                Map.of(
                                        "firstname",
                                        data.get("FirstName"),
                                        "event",
                                        event.get("id"))));
    }

    private static void accepted(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
        exchange.getMessage().setBody(null);
    }
}
