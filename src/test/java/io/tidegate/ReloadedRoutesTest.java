package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Endpoint;
import org.apache.camel.component.seda.SedaEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of Camel's own routes, beans and templates when their files are saved. */
class ReloadedRoutesTest extends SavedRoutes {
    /** A bean that no context can have. */
    public static final class Unmakeable {
        public Unmakeable() {
            throw new AssertionError("never to be made");
        }
    }

    @Test
    void anErrorThatCamelMeetsLeavesTheLastVersionRunning() throws Exception {
        String bean =
                "- beans:\n    - { name: never, type: \"io.tidegate.ReloadedRoutesTest$Unmakeable\" }\n";
        try (RunningServer server = start(crm("one"))) {
            save(crm("two") + bean);
            awaitConnectors(server, "never to be made");
            send(server, "a", "Register");
            awaitDelivered(server);
            assertThat(paths()).containsExactly("/one");
        }
    }

    @Test
    void anErrorInAStartingStepLeavesTheLastVersionRunning() throws Exception {
        String java =
                """
                import org.apache.camel.*;
                import org.apache.camel.builder.RouteBuilder;
                public class Mine extends RouteBuilder {
                    static class Step extends org.apache.camel.support.service.ServiceSupport implements Processor {
                        public void process(Exchange e) {}
                        protected void doStart() { START; }
                    }
                    @Override public void configure() {
                        from("trigger:a?on=Register").routeId("a").to("log:a");
                        from("trigger:b?on=Login").routeId("b").process(new Step());
                    }
                }
                """;
        save("Mine.java", java.replace("START", "return"));
        try (RunningServer server = start("# nothing\n")) {
            save("Mine.java", java.replace("START", "throw new AssertionError(\"step is wrong\")"));
            awaitConnectors(server, "step is wrong");
            send(server, "a", "Register");
            awaitDelivered(server);
        }
    }

    @Test
    void aRouteThatIsNotStartedComesBackToo() throws Exception {
        String off =
                route("off", "trigger:off?on=Login", "log:off")
                        .replace("    id: off\n", "    id: off\n    autoStartup: false\n");
        try (RunningServer server = start(off)) {
            assertThat(server.camel().getRoute("off")).isNotNull();
            save(off.replace("log:off", "log:new") + route("x", "direct:x", "nosuch:thing"));
            awaitConnectors(server, "nosuch");
            assertThat(server.camel().getRoute("off")).isNotNull();
            save(off.replace("log:off", "log:new"));
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(server.camel().getEndpoints())
                                            .extracting(Endpoint::getEndpointUri)
                                            .contains("log://new")
                                            .doesNotContain("log://off"));
        }
    }

    @Test
    void twoRoutesOfAFileMayExchangeTheirPlaces() throws Exception {
        try (RunningServer server =
                start(route("r1", "direct:a", "log:x") + route("r2", "direct:b", "log:x"))) {
            save(route("r1", "direct:b", "log:x") + route("r2", "direct:a", "log:x"));
            awaitUses(server, "r1 direct://b", "r2 direct://a");
        }
    }

    @Test
    void aRouteFromATemplateIsThereOnce() throws Exception {
        String template =
                """
                - routeTemplate:
                    id: tick
                    parameters: [ { name: to } ]
                    from:
                      uri: "timer:tick?period=60000"
                      steps: [ { to: "{{to}}" } ]
                - templatedRoute:
                    routeTemplateRef: tick
                    parameters: [ { name: to, value: "log:WORD" } ]
                """;
        try (RunningServer server = start(template.replace("WORD", "one"))) {
            assertThat(server.camel().getRoutes()).hasSize(1);
            save(template.replace("WORD", "two"));
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(server.camel().getEndpoints())
                                            .extracting(Endpoint::getEndpointUri)
                                            .contains("log://two"));
            assertThat(server.camel().getRoutes()).hasSize(1);
            remove("test.camel.yaml");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(server.camel().getRoutes()).isEmpty());
        }
    }

    @Test
    void aBeanStaysWhileItsFileIsSavedWithMistakesOrOtherChanges() throws Exception {
        try (RunningServer server = start(bean("one") + crm("one"))) {
            Counter made = counter(server);
            save(bean("two") + crm("two").replace("Register", "Registr"));
            awaitConnectors(server, "did you mean");
            assertThat(counter(server)).isSameAs(made);
            save(bean("one") + crm("three"));
            awaitPath(server, "Register", "/three");
            assertThat(counter(server)).isSameAs(made);
        }
    }

    @Test
    void aFileOfPlainRoutesWithAMistakeSaysThatItsLastVersionGoesOn() throws Exception {
        try (RunningServer server = start(route("plain", "trigger:plain?on=Login", "log:x"))) {
            save(route("plain", "trigger:plain?on=Login", "nosuch:thing"));
            awaitConnectors(server, "on board; its last good version goes on");
            assertThat(connectors(server)).doesNotContain("\"broken\"");
            assertThat(health(server))
                    .contains("connector plain runs in its last good version until");
        }
    }

    @Test
    void aDirectRouteIsExchangedForThoseWhoCallIt() throws Exception {
        String caller = route("caller", "trigger:caller?on=Login", "direct:sub");
        try (RunningServer server = start(caller + route("sub", "direct:sub", "seda:one"))) {
            save(caller + route("sub", "direct:sub", "seda:two"));
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(server.camel().getEndpoints())
                                            .extracting(Endpoint::getEndpointUri)
                                            .contains("seda://two")
                                            .doesNotContain("seda://one"));
            send(server, "a", "Login");
            awaitDelivered(server);
            SedaEndpoint two = server.camel().getEndpoint("seda:two", SedaEndpoint.class);
            assertThat(two.getExchanges()).hasSize(1);
        }
    }

    /** A rest verb calls a route of its own name, and the path is free for its next version. */
    @Test
    void httpPathsAndRestVerbsAreExchanged() throws Exception {
        String http = route("h", "platform-http:/hello", "log:WORD");
        String rest =
                """
                - rest:
                    path: /people
                    get: [ { id: verb, path: /WORD, to: "direct:x" } ]
                """
                        + route("x", "direct:x", "log:x");
        try (RunningServer server = start((http + rest).replace("WORD", "one"))) {
            assertThat(server.get("/people/one").status()).isEqualTo(200);
            save((http + rest).replace("WORD", "two"));
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(server.get("/people/two").status()).isEqualTo(200));
            assertThat(server.get("/people/one").status()).isEqualTo(404);
            assertThat(server.get("/hello").status()).isEqualTo(200);
            awaitUses(
                    server,
                    "h platform-http:///hello",
                    "verb rest://get:/people:/two?routeId=verb",
                    "x direct://x");
            save("# nothing\n");
            awaitUses(server);
            assertThat(server.get("/hello").status()).isEqualTo(404);
            assertThat(server.get("/people/two").status()).isEqualTo(404);
        }
    }
}
