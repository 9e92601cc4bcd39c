package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.Cli;
import io.tidegate.destination.Destination;
import io.tidegate.destination.Destinations;
import io.tidegate.destination.ExampleConnector;
import io.tidegate.event.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code tidegate destinations}, and the API's list of them. */
class DestinationsCommandTest {
    @TempDir private Path temp;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int tidegate(String... args) {
        out.reset();
        err.reset();
        var environment = Map.of("TIDEGATE_ROUTES_DIR", temp.toString());
        return new Cli(
                        new CommandInstallation(environment, new Properties(), sandbox -> 0),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    private List<String> said() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void own() throws Exception {
        Files.createDirectories(temp.resolve("destinations"));
        Files.writeString(
                temp.resolve("destinations/press.yaml"),
                """
                destination: press
                title: A press
                description: It prints.
                required: [token]
                properties:
                  token: { title: Token, type: string, format: password }
                  region: { title: Region, description: Where it stands, type: string, enum: [us, eu], default: us }
                expects: { required: [email], example: { email: "$.data.Email[0].Value", on: { value: "on" } } }
                request:
                  url: "https://{{region}}.press.example/v1/{email}"
                  headers: { Authorization: "Bearer {{token}}" }
                  body: { who: $ }
                retry: { status: [429, 500-599] }
                alreadyDone: { status: [409] }
                success: { body: $.id }
                rateLimit: 5/s
                recordId: $.id
                idempotency: none
                """);
        Files.writeString(temp.resolve("destinations/bent.yaml"), "destination: bent\n");
    }

    @Test
    void theListHasTheShippedOnesAndATeamsOwn() throws Exception {
        own();
        assertThat(tidegate("destinations")).isZero();
        assertThat(said())
                .hasSize(Destinations.shipped().size() + 2)
                .contains(
                        "hubspot-contact-upsert        CRM        HubSpot: create or update a contact            Tidegate",
                        "press                         -          A press                                        routes/destinations");
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("bent");
    }

    @Test
    void oneIsShownWithAllThatAConnectorNeeds() throws Exception {
        own();
        assertThat(tidegate("destinations", "show", "press")).isZero();
        assertThat(said())
                .containsExactly(
                        "press: A press",
                        "  It prints.",
                        "",
                        "PARAMETER  TYPE             REQUIRED  DEFAULT  WHAT",
                        "token      secret           yes       -        Token",
                        "region     string [us, eu]  no        us       Region. Where it stands",
                        "",
                        "  request            POST https://{{region}}.press.example/v1/{email}",
                        "                     Authorization: Bearer {{token}}",
                        "  body               {\"who\":\"$\"}",
                        "  mapped body needs  email",
                        "  success            200-299, if $.id selects something",
                        "  already done       409",
                        "  repeated           429, 500-599",
                        "  record id          $.id",
                        "  rate limit         5/s",
                        "  idempotency        none",
                        "",
                        "- outflow:",
                        "    id: press",
                        "    on: [Register]",
                        "    mapping:",
                        "      email: \"$.data.Email[0].Value\"",
                        "      on: { value: \"on\" }",
                        "    to:",
                        "      destination: press",
                        "      token: \"{{secret:press-token}}\"");
    }

    @Test
    void anUnknownOneIsNamedWithTheNearest() {
        assertThat(tidegate("destinations", "show", "slack-mesage")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "tidegate: there is no destination \"slack-mesage\"; did you mean \"slack-message\"?\n");
    }

    @Test
    void asJsonItIsWhatTheApiAnswers() throws Exception {
        own();
        assertThat(tidegate("destinations", "show", "press", "--json")).isZero();
        Object shown = Json.parse(out.toByteArray());
        assertThat(tidegate("destinations", "--json")).isZero();
        Object listed = Json.parse(out.toByteArray());
        Files.createDirectories(temp.resolve("run"));
        Map<String, String> settings = Map.of("TIDEGATE_ROUTES_DIR", temp.toString());
        try (RunningServer server =
                new RunningServer(temp.resolve("run"), "# nothing\n", settings)) {
            assertThat(json(server, "/api/destinations/press")).isEqualTo(shown);
            assertThat(((Map<?, ?>) json(server, "/api/destinations")).get("items"))
                    .isEqualTo(((Map<?, ?>) listed).get("items"));
            assertThat(server.get("/api/destinations/pres").status()).isEqualTo(404);
            assertThat(server.get("/api/destinations/pres").body())
                    .contains("there is no destination pres; did you mean press?");
        }
        assertThat(((Map<?, ?>) shown).get("parameters"))
                .isEqualTo(
                        Json.parse(
                                """
                                {"type":"object","required":["token"],"properties":{
                                "token":{"title":"Token","type":"string","format":"password"},
                                "region":{"title":"Region","description":"Where it stands","type":"string",
                                "enum":["us","eu"],"default":"us"}},"additionalProperties":false}"""
                                        .getBytes(StandardCharsets.UTF_8)));
    }

    private static Object json(RunningServer server, String path) throws Exception {
        return Json.parse(server.get(path).body().getBytes(StandardCharsets.UTF_8));
    }

    static List<Destination> shipped() {
        return Destinations.SHIPPED.all();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void theExampleOfEachHasNoMistake(Destination destination) throws Exception {
        Files.writeString(temp.resolve("example.yaml"), ExampleConnector.of(destination));
        assertThat(tidegate("validate", temp.toString())).as(said().toString()).isZero();
        assertThat(said()).containsExactly("1 file, 1 connector, no mistakes");
    }
}
