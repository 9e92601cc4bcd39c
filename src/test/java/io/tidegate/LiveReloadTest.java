package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Endpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of connectors, and of deliveries in them, when their files are saved. */
class LiveReloadTest extends SavedRoutes {
    private String other(String title) {
        return """
        - outflow:
            id: other
            title: TITLE
            on: [Login]
            to: { uri: "http://127.0.0.1:PORT/other" }
        """
                .replace("PORT", Integer.toString(crm.port()))
                .replace("TITLE", title);
    }

    @Test
    void aSavedConnectorTakesThePlaceOfItsLastVersion() throws Exception {
        try (RunningServer server = start(crm("one"))) {
            send(server, "a", "Register");
            awaitDelivered(server);

            save(crm("two"));
            awaitPath(server, "Register", "/two");
            awaitDelivered(server);
        }
        assertThat(crm.requests).hasSize(paths().size()).doesNotHaveDuplicates();
    }

    /** Camel's own stop would wait for it, or cut it off. */
    @Test
    void aRequestOnTheWireEndsInItsVersionWhileTheNextOneSends() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        crm.behave(
                out -> {
                    if (!paths().contains("/two")) {
                        await(answered);
                    }
                    ThirdParty.FINE.answer(out);
                });
        try (RunningServer server = start(crm("one"))) {
            send(server, "slow", "Register");
            Awaitility.await().until(() -> paths().contains("/one"));

            save(crm("two"));
            awaitPath(server, "Register", "/two");
            assertThat(server.rows("SELECT status FROM delivery WHERE id = 1 OR attempts = 0"))
                    .isNotEmpty();

            answered.countDown();
            awaitDelivered(server);
        }
        assertThat(crm.requests.stream().filter(r -> r.contains("slow"))).hasSize(1);
    }

    @Test
    void ofAFormerVersionNothingIsLeftInCamel() throws Exception {
        String plain =
                "- route:\n    id: plain\n    from:\n      uri: trigger:plain?on=Login\n      steps:\n        - to: log:%s\n";
        String hook = "    after: [ { to: { uri: \"log:%s\" } } ]\n";
        String target = "- outflow: { id: target, on: Login, to: \"log:%s\" }\n";
        try (RunningServer server =
                start(
                        crm("one")
                                + hook.formatted("a1")
                                + plain.formatted("b1")
                                + target.formatted("c1"))) {
            save(
                    crm("two")
                            + hook.formatted("a2")
                            + plain.formatted("b2")
                            + target.formatted("c2"));
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(server.camel().getEndpoints())
                                            .extracting(Endpoint::getEndpointUri)
                                            .contains("log://a2", "log://b2", "log://c2")
                                            .doesNotContain("log://a1", "log://b1", "log://c1"));
            assertThat(server.camel().getRoutes()).hasSize(3);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatFailedIsRepeatedAsItWasWhateverBecameOfItsConnector() throws Exception {
        crm.says("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        String retry = "    retry: { attempts: 9, delay: 1s }\n";
        try (RunningServer server = start(crm("one") + retry)) {
            send(server, "a", "Register");
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(server.rows("SELECT status FROM delivery"))
                                            .containsExactly("waiting"));
            save(crm("two") + retry);
            crm.behave(ThirdParty.FINE);
            awaitDelivered(server);
        }
        assertThat(paths()).contains("/one").doesNotContain("/two");
    }

    @Test
    void othersInTheFileAndBesideItAreNotRestarted() throws Exception {
        try (RunningServer server = start(other("Same") + crm("one"))) {
            var untouched = server.camel().getRoute("other");
            var changed = server.camel().getRoute("crm");

            save("# moved by a comment\n\n" + other("Named anew") + crm("two"));
            awaitPath(server, "Register", "/two");

            assertThat(server.camel().getRoute("other")).isSameAs(untouched);
            assertThat(server.camel().getRoute("crm")).isNotSameAs(changed).isNotNull();
            assertThat(connectors(server)).contains("test.camel.yaml:3\"", "Named anew");
            send(server, "o", "Login");
            awaitDelivered(server);
            assertThat(paths()).contains("/other");
        }
    }

    @Test
    void aBrokenFileLeavesItsLastGoodVersionRunningAndSaysSo() throws Exception {
        try (RunningServer server = start(crm("one"))) {
            save(crm("two").replace("Register", "Registr"));
            awaitConnectors(server, "did you mean");
            assertThat(connectors(server))
                    .contains("\"state\":\"active\"", "its last good version goes on");
            assertThat(server.get("/observe/health").status()).isEqualTo(200);
            assertThat(server.get("/observe/health").body())
                    .contains("crm runs in its last good version until");

            send(server, "a", "Register");
            awaitDelivered(server);
            assertThat(paths()).containsExactly("/one");

            save(crm("two"));
            awaitPath(server, "Register", "/two");
            assertThat(server.get("/observe/health").body()).contains("\"degraded\":[]");
        }
    }

    /** Camel finds it only when the route is made: by then the last version was out already. */
    @Test
    void aFileThatCamelRefusesLeavesAllOfItsLastVersionRunning() throws Exception {
        String wrong =
                "- route:\n    id: wrong\n    from:\n      uri: direct:x\n      steps:\n        - to: nosuch:thing\n";
        try (RunningServer server = start(crm("one"))) {
            var last = server.camel().getRoute("crm");
            save(crm("two") + wrong);
            awaitConnectors(server, "nosuch");

            assertThat(server.camel().getRoute("crm")).isSameAs(last);
            send(server, "a", "Register");
            awaitDelivered(server);
            assertThat(paths()).containsExactly("/one");
        }
    }

    @Test
    void aConnectorWhoseFileIsGoneIsHeldAndGoesOnWhenItIsBack() throws Exception {
        crm.says("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        String yaml = crm("one") + "    retry: { attempts: 3, delay: 1s }\n";
        try (RunningServer server = start(yaml)) {
            send(server, "a", "Register");
            Awaitility.await().until(() -> !crm.requests.isEmpty());
            Files.delete(folder.resolve("routes/test.camel.yaml"));
            awaitConnectors(server, "\"missing\"");
            crm.behave(ThirdParty.FINE);
            send(server, "nobody listens", "Register");

            save("renamed.camel.yaml", yaml);
            awaitDelivered(server);
            assertThat(server.rows("SELECT count(*) FROM delivery")).containsExactly("1");
        }
    }

    @Test
    void aRenamedFileRestartsNothing() throws Exception {
        try (RunningServer server = start(crm("one"))) {
            var last = server.camel().getRoute("crm");
            save("z.camel.yaml", crm("one"));
            Files.delete(folder.resolve("routes/test.camel.yaml"));
            awaitConnectors(server, "z.camel.yaml:1\"");
            assertThat(server.camel().getRoute("crm")).isSameAs(last);
        }
    }

    @Test
    void aConnectorThatMovesToAnotherFileGoesOnInIt() throws Exception {
        try (RunningServer server = start(other("Other") + crm("one"))) {
            var last = server.camel().getRoute("crm");
            save("a.camel.yaml", crm("one"));
            save(other("Other"));
            awaitConnectors(server, "a.camel.yaml:1\"");
            assertThat(server.camel().getRoute("crm")).isSameAs(last);

            save("b.camel.yaml", crm("two"));
            Files.delete(folder.resolve("routes/a.camel.yaml"));
            awaitPath(server, "Register", "/two");
            awaitDelivered(server);
        }
    }

    @Test
    void aScriptThatWasSavedRunsInItsConnectorOnly() throws Exception {
        save("hooks/mark.js", "function hook(event) { event.data.n = 'first'; return event; }");
        String hook = "    before: [ { script: hooks/mark.js } ]\n";
        try (RunningServer server = start(crm("one") + hook + other("Other"))) {
            var untouched = server.camel().getRoute("other");
            send(server, "a", "Register");
            awaitDelivered(server);

            save(
                    "hooks/mark.js",
                    "function hook(event) { event.data.n = 'second'; return event; }");
            int[] n = {0};
            Awaitility.await()
                    .untilAsserted(
                            () -> {
                                send(server, "b" + n[0]++, "Register");
                                assertThat(crm.requests).anyMatch(r -> r.contains("second"));
                            });
            assertThat(crm.requests.get(0)).contains("first");
            assertThat(server.camel().getRoute("other")).isSameAs(untouched);
        }
    }

    @Test
    void aScriptThatWasMissingIsFoundWhenItIsThere() throws Exception {
        String hook = "    before: [ { script: hooks/late.js } ]\n";
        try (RunningServer server = start(crm("one") + hook)) {
            assertThat(connectors(server)).contains("there is no script");
            save("hooks/late.js", "function hook(event) { return event; }");
            awaitConnectors(server, "\"active\"");
        }
    }

    @Test
    void aChangedBeanReachesTheRoutesOfOtherFiles() throws Exception {
        String plain =
                """
                - route:
                    id: plain
                    from:
                      uri: trigger:plain?on=Register
                      steps:
                        - setHeader: { name: X-Word, expression: { method: { ref: word, method: toString } } }
                        - setBody: { constant: "" }
                        - to: { uri: "http://127.0.0.1:PORT/plain", parameters: { httpMethod: POST } }
                """
                        .replace("PORT", Integer.toString(crm.port()));
        String bean =
                "- beans:\n    - { name: word, type: java.lang.String, constructors: { 0: %s } }\n";
        save("beans.camel.yaml", bean.formatted("alpha"));
        try (RunningServer server = start(plain)) {
            send(server, "a", "Register");
            awaitDelivered(server);
            assertThat(crm.requests.get(0)).contains("X-Word: alpha");

            save("beans.camel.yaml", bean.formatted("beta"));
            int[] n = {0};
            Awaitility.await()
                    .untilAsserted(
                            () -> {
                                send(server, "b" + n[0]++, "Register");
                                assertThat(crm.requests).anyMatch(r -> r.contains("X-Word: beta"));
                            });
        }
    }

    @Test
    void aJavaFileIsReloadedToo() throws Exception {
        String java =
                """
                public class Mine extends io.tidegate.connector.ConnectorBuilder {
                    @Override public void configure() {
                        outflow("mine").on("Register").to("http://127.0.0.1:PORT/PATH");
                    }
                }
                """
                        .replace("PORT", Integer.toString(crm.port()));
        save("Mine.java", java.replace("PATH", "one"));
        try (RunningServer server = start("# nothing\n")) {
            send(server, "a", "Register");
            awaitDelivered(server);
            save("Mine.java", java.replace("PATH", "two"));
            awaitPath(server, "Register", "/two");
            save("Mine.java", java.replace("PATH", "three").replace("outflow", "outflo"));
            awaitConnectors(server, "Mine.java:3");
            send(server, "z", "Register");
            awaitDelivered(server);
            assertThat(paths()).doesNotContain("/three");
        }
    }

    @Test
    void withoutLiveReloadASavedFileWaitsForTheNextStart() throws Exception {
        try (RunningServer server =
                new RunningServer(folder, crm("one"), Map.of("TIDEGATE_LIVE_RELOAD", "false"))) {
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().equals("routes-watch"));
        }
    }
}
