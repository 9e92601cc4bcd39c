package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.Cli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tidegate export}, from its arguments to what it prints. */
class ExportCommandTest {
    private static final Path RESOURCES = Path.of("src/test/resources/io/tidegate");

    @TempDir private Path temp;
    private Path routes;
    private String out = "";
    private String err = "";

    @BeforeEach
    void makeFolder() throws IOException {
        routes = Files.createDirectory(temp.resolve("routes"));
        for (String file :
                List.of(
                        "hooks/normalise-phone.js",
                        "hooks/remember-crm-id.js",
                        "tables/countries.csv")) {
            Files.createDirectories(routes.resolve(file).getParent());
            Files.copy(Path.of("routes").resolve(file), routes.resolve(file));
        }
        Files.copy(routes.resolve("hooks/remember-crm-id.js"), routes.resolve("hooks/remember.js"));
        Files.copy(routes.resolve("hooks/normalise-phone.js"), routes.resolve("hooks/shout.js"));
    }

    private int run(String... args) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of("TIDEGATE_ROUTES_DIR", routes.toString());
        int status =
                new Cli(
                                new CommandInstallation(
                                        environment, new Properties(), sandbox -> 0),
                                new PrintStream(printed, true, StandardCharsets.UTF_8),
                                new PrintStream(said, true, StandardCharsets.UTF_8))
                        .execute(args);
        out = printed.toString(StandardCharsets.UTF_8).replace(temp + "/", "");
        err = said.toString(StandardCharsets.UTF_8).replace(temp + "/", "");
        return status;
    }

    private String exported(String... args) {
        List<String> all = new ArrayList<>(List.of("export"));
        all.addAll(List.of(args));
        assertThat(run(all.toArray(String[]::new))).as(err).isZero();
        return out;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(routes.resolve(name), text);
    }

    @Test
    void aSampleIsARouteOfCamels() throws IOException {
        Files.copy(
                Path.of("routes/crm-contacts.camel.yaml"),
                routes.resolve("crm-contacts.camel.yaml"));

        assertThat(exported("crm-contacts"))
                .isEqualTo(
                        """
                        - route:
                            id: crm-contacts
                            description: CRM contacts
                            group: crm
                            from:
                              uri: trigger:crm-contacts
                              parameters: {on: 'Register,UpdateProfile,UpdatePhoneId,AddEmail'}
                              steps:
                                - filter:
                                    id: crm-contacts/rule-1
                                    expression:
                                      jsonpath:
                                        suppressExceptions: true
                                        option: ALWAYS_RETURN_LIST
                                        expression: $[?(@.data.EmailVerified == true)]
                                    steps:
                                      - setBody:
                                          id: crm-contacts/before-1
                                          expression:
                                            language:
                                              language: tidegate-before
                                              expression: routes/hooks/normalise-phone.js
                                      - setBody:
                                          id: crm-contacts/mapping
                                          expression:
                                            language:
                                              language: tidegate-mapping
                                              expression: |
                                                email: {from: '$.data.Email[0].Value', convert: [trim, lower], required: true}
                                                properties.firstname: {from: $.data.FirstName, convert: trim, default: Friend}
                                                properties.name: {expr: $trim(data.FirstName) & ' ' & data.LastName}
                                                properties.phone: $.data.PhoneId
                                                properties.country: $.data.Country.Code
                                                properties.origin: {value: tidegate}
                                      - script:
                                          id: crm-contacts/to
                                          expression:
                                            language:
                                              language: tidegate-request
                                              expression: |
                                                uri: https://api.crm.example/v1/contacts/{email}
                                                method: PUT
                                                headers: {Authorization: 'Bearer ${secret:crm-token}'}
                                      - to:
                                          id: crm-contacts/request
                                          uri: tidegate-request:crm-contacts
                                          parameters: {hooksFollow: true}
                                      - script:
                                          id: crm-contacts/after-1
                                          expression:
                                            language:
                                              language: tidegate-after
                                              expression: routes/hooks/remember-crm-id.js
                        """);
    }

    /** What is read of it again is the same connector: it gives the same route. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java/every-word",
                "export/whole",
                "export/bytes",
                "export/events",
                "export/nothing-mapped",
                "export/destination"
            })
    void asAConnectorItIsTheSameAgain(String file) throws IOException {
        Path source = RESOURCES.resolve(file + ".camel.yaml");
        String id = source.getFileName().toString().replace(".camel.yaml", "");
        Path written = write("x.camel.yaml", Files.readString(source).replace("PORT", "9999"));
        String route = exported(id);
        String connector = exported("--connector", id);

        Files.writeString(written, connector);

        assertThat(exported(id)).isEqualTo(route);
        assertThat(exported("--connector", id)).isEqualTo(connector);
    }

    @Test
    void aConnectorInJavaIsTheSameTextAsTheOneInYaml() throws IOException {
        Path file =
                write(
                        "x.camel.yaml",
                        Files.readString(RESOURCES.resolve("java/every-word.camel.yaml"))
                                .replace("PORT", "9999"));
        String route = exported("every-word");
        String connector = exported("--connector", "every-word");
        Files.delete(file);
        write(
                "EveryWord.java",
                Files.readString(RESOURCES.resolve("java/EveryWord.java")).replace("PORT", "9999"));

        assertThat(withoutTests(exported("--connector", "every-word")))
                .isEqualTo(withoutTests(connector));
        assertThat(exported("every-word")).isEqualTo(route);
    }

    /** Java's have no order that could be kept. */
    private static String withoutTests(String connector) {
        return connector.replaceAll("(?s) {4}tests:.*", "");
    }

    /** Tidegate itself takes it for what it is: a plain route without a mistake. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java/every-word",
                "export/whole",
                "export/bytes",
                "export/events",
                "export/nothing-mapped",
                "export/destination"
            })
    void theExportedRouteIsARouteFile(String file) throws IOException {
        Path source = RESOURCES.resolve(file + ".camel.yaml");
        String id = source.getFileName().toString().replace(".camel.yaml", "");
        Path written = write("x.camel.yaml", Files.readString(source).replace("PORT", "9999"));
        String route = exported(id).replace("routes/", routes + "/");

        Files.writeString(written, route);

        assertThat(run("validate")).as(out).isZero();
        assertThat(out).isEqualTo("1 file, 1 connector, no mistakes\n");
    }

    @Test
    void anInflowKeepsItsEndpointAndItsAction() throws IOException {
        Files.createDirectories(routes.resolve("schemas"));
        write("schemas/contact.json", "{\"type\":\"object\"}");
        Path written =
                write(
                        "in.yaml",
                        """
                        - inflow:
                            id: desk
                            system: help-desk
                            verify: { hmac: { secret: "{{secret:desk}}", header: X-Hash, encoding: base64 } }
                            id-from: $.data.event
                            schema: schemas/contact.json
                            items: $.data.all[*]
                            dedupe: 60s
                            rules: [ "$[?(@.data.on == true)]" ]
                            mapping:
                              Email[0].Value: { from: $.data.mail, required: true }
                              PhoneId: $.data.phone
                              ModifiedDate: $.data.at
                            sanitize: { unknown: refuse }
                            action: upsert-account
                            conflict: last-write
                            echo: suppress
                        """);

        String route = exported("desk");

        assertThat(route)
                .isEqualTo(
                        """
                        - route:
                            id: desk
                            group: help-desk
                            from:
                              uri: trigger:desk
                              parameters: {on: inflow.desk}
                              steps:
                                - script:
                                    id: desk/endpoint
                                    expression:
                                      language:
                                        language: tidegate-inflow
                                        expression: |
                                          verify: {hmac: {secret: '${secret:desk}', header: X-Hash, encoding: base64}}
                                          id-from: $.data.event
                                          subjects: [$.data.mail, $.data.phone]
                                          schema: routes/schemas/contact.json
                                          items: $.data.all[*]
                                          dedupe: 1m
                                - filter:
                                    id: desk/rule-1
                                    expression:
                                      jsonpath:
                                        suppressExceptions: true
                                        option: ALWAYS_RETURN_LIST
                                        expression: $[?(@.data.on == true)]
                                    steps:
                                      - setBody:
                                          id: desk/mapping
                                          expression:
                                            language:
                                              language: tidegate-mapping
                                              expression: |
                                                Email[0].Value: {from: $.data.mail, required: true}
                                                PhoneId: $.data.phone
                                                ModifiedDate: $.data.at
                                      - setBody:
                                          id: desk/sanitize
                                          expression:
                                            language:
                                              language: tidegate-sanitize
                                              expression: |
                                                unknown: refuse
                                                html: strip
                                                invalid: refuse
                                                keep: [ModifiedDate]
                                      - script:
                                          id: desk/to
                                          expression:
                                            language:
                                              language: tidegate-request
                                              expression: |
                                                action: upsert-account
                                                match: [Email, PhoneId]
                                                conflict: last-write
                                                echo: suppress
                                      - to: {id: desk/request, uri: 'tidegate-request:desk'}
                        """);
        Files.writeString(written, route.replace("routes/", routes + "/"));
        assertThat(run("validate")).as(out).isZero();
        Files.writeString(written, route.replace("header: X-Hash", "heder: X-Hash"));
        assertThat(run("validate")).as(out).isEqualTo(1);
        assertThat(out).contains("\"heder\" is not a key of hmac");
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        write("a.yaml", "- outflow: { id: newsletter, on: Login, to: https://x.example }\n");
        write("b.yaml", "- from: { uri: 'trigger:plain?on=Login', steps: [ { log: x } ] }\n");
        write("c.yaml", "- outflow: { id: broken, on: Lgin, to: https://x.example }\n");

        assertThat(run("export", "newslettr")).isEqualTo(1);
        assertThat(err)
                .isEqualTo(
                        "tidegate: there is no connector newslettr in routes; did you mean newsletter?\n");
        assertThat(run("export", "plain")).isEqualTo(1);
        assertThat(err)
                .isEqualTo(
                        "tidegate: plain in b.yaml is a plain Camel route: this is for outflow and inflow connectors\n");
        assertThat(run("export", "broken")).isEqualTo(1);
        assertThat(err)
                .isEqualTo(
                        "tidegate: the file of broken has mistakes:\n"
                                + "routes/c.yaml:1:30: \"Lgin\" is not in the trigger catalogue; did you mean \"Login\"?"
                                + " (a type of your own has a dot, such as com.acme.order.paid)\n");
        assertThat(out).isEmpty();
        assertThat(run("export")).isEqualTo(2);
    }

    @Test
    void javaCodeWithinIsNoYaml() throws IOException {
        write(
                "Code.java",
                """
                import io.tidegate.connector.ConnectorBuilder;

                public class Code extends ConnectorBuilder {
                    @Override
                    public void configure() {
                        outflow("code").on("Login")
                                .beforeSteps(steps -> steps.process(exchange -> {}))
                                .to("https://x.example");
                    }
                }
                """);
        for (String[] args :
                new String[][] {{"export", "code"}, {"export", "--connector", "code"}}) {
            assertThat(run(args)).isEqualTo(1);
            assertThat(err)
                    .isEqualTo(
                            "tidegate: code cannot be exported: the step process is Java code, which YAML cannot say:"
                                    + " give it a bean's name, or text\n");
        }
    }
}
