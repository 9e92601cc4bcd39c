package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.hook.ScriptLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {
    private static Connector connector;

    @BeforeAll
    static void load(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("phone.js"), "event => event");
        Files.writeString(
                folder.resolve("crm.camel.yaml"),
                """
                - outflow:
                    id: crm
                    on: [Register]
                    rules:
                      - $[?(@.data.A == true)]
                      - $[?(@.data.B == true)]
                    before:
                      - script: phone.js
                      - setHeader: { name: X, constant: y }
                    mapping:
                      email: $.data.Email
                      name.first: { from: $.data.First, required: true }
                    to: https://api.crm.example/contacts
                """);
        DefaultCamelContext context = new DefaultCamelContext();
        context.start();
        connector =
                new ConnectorFiles(context, new TestRoutes(), Terms.DEFAULT, ScriptLimits.DEFAULT)
                        .load(folder)
                        .connectors()
                        .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rule | rule $[?(@.data.B == true)] cannot be judged: x | crm/rule-2 | crm.camel.yaml:6",
                "before | phone.js:3: TypeError: no | crm/before-1 | phone.js:3",
                "before | phone.js stopped after 5 ms (line 7) | crm/before-1 | phone.js:7",
                "before | phone.js returned 7 | crm/before-1 | crm.camel.yaml:8",
                "before | no such bean | crm/before-2 | crm.camel.yaml:9",
                "mapping | mapping \"name.first\": required, but | crm/mapping | crm.camel.yaml:12",
                "request | the third party answered 503 | crm/request | crm.camel.yaml:13"
            })
    void theStageAndTheErrorTellTheLine(String stage, String error, String step, String line) {
        Place place = Place.of(connector, stage, error).orElseThrow();
        assertThat(place.step()).isEqualTo(step);
        assertThat(place.file() + ":" + place.line()).endsWith(line);
    }

    @ParameterizedTest
    @CsvSource({"rule, another one", "mapping, of old", "sent, x"})
    void whatTheConnectorOfTodayHasNotHasNoPlace(String stage, String error) {
        assertThat(Place.of(connector, stage, error)).isEmpty();
    }
}
