package io.tidegate;

import static io.tidegate.RunningServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java file that is broken at a start holds its connectors as a YAML file does. */
class BrokenJavaFileTest {
    @TempDir private Path folder;

    private RunningServer start(String java) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("Crm.java"), java);
        return new RunningServer(folder, "# none here\n", Map.of());
    }

    private static String java(ThirdParty third) {
        return """
        import io.tidegate.connector.ConnectorBuilder;

        public class Crm extends ConnectorBuilder {
            @Override
            public void configure() {
                outflow("crm").on("Register").to("http://127.0.0.1:PORT/people");
                from("trigger:plain?on=Login").setBody(constant("{}")).to("http://127.0.0.1:PORT/plain");
            }
        }
        """
                .replace("PORT", Integer.toString(third.port()));
    }

    @Test
    void itsEventsAreKeptAndDeliveredWhenItIsMended() throws Exception {
        try (ThirdParty third = new ThirdParty()) {
            String good = java(third);
            start(good).close();
            try (RunningServer server = start(good.replace(".on(", ".onn("))) {
                assertThat(server.post(event("1", "Register", "{}")).status()).isEqualTo(202);
                assertThat(server.post(event("2", "Login", "{}")).status()).isEqualTo(202);
                assertThat(server.rows("SELECT connector || ' ' || status FROM delivery"))
                        .containsExactlyInAnyOrder("crm pending", "plain pending");
                assertThat(server.get("/observe/health").body())
                        .contains(
                                "Crm.java:6:23: cannot find symbol",
                                "connector crm is broken: 1 deliveries are held",
                                "connector plain is broken: 1 deliveries are held");
            }
            assertThat(third.requests).isEmpty();
            try (RunningServer server = start(good)) {
                await().until(
                                () -> server.rows("SELECT DISTINCT status FROM delivery"),
                                rows -> rows.equals(List.of("delivered")));
                assertThat(third.requests).hasSize(2);
            }
        }
    }

    @Test
    void oneThatItGaveUpIsMissing() throws Exception {
        try (ThirdParty third = new ThirdParty()) {
            String good = java(third);
            String broken = good.replace(".on(", ".onn(");
            start(good).close();
            try (RunningServer server = start(broken)) {
                server.post(event("1", "Register", "{}"));
            }
            try (RunningServer server = start(good.replaceAll("outflow\\(.*\n", "\n"))) {
                assertThat(server.get("/observe/health").body())
                        .contains("connector crm is missing: 1 deliveries are held");
            }
        }
    }

    @Test
    void thePlainRoutesFailureIsAFailedQuery() throws Exception {
        String java =
                """
                import org.apache.camel.builder.RouteBuilder;

                public class Crm extends RouteBuilder {
                    @Override
                    public void configure() {
                        from("trigger:plain?on=a.b").routeId("plain").throwException(java.io.IOException.class, "it is down");
                        from("direct:from-elsewhere").to("events:");
                    }
                }
                """;
        try (RunningServer server = start(java)) {
            server.camel()
                    .createProducerTemplate()
                    .sendBody("direct:from-elsewhere", event("1", "a.b", "1"));
            await().until(
                            () -> server.rows("SELECT error FROM failed_query"),
                            rows -> rows.equals(List.of("it is down")));
        }
    }
}
