package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlDocumentTest {
    /** Written again as it stands there. */
    private static void staysAsItIs(String yaml) {
        Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        assertThat(YamlDocument.of(read)).isEqualTo(yaml);
    }

    @Test
    void eachFieldOfAMappingHasALineHoweverShortAllOfThemAre() {
        staysAsItIs(
                """
                - outflow:
                    id: readers
                    on: [Register, Login]
                    rules:
                      - $[?(@.data.EmailVerified == true)]
                    mapping:
                      email: {from: '$.data.Email[0].Value', convert: [trim, lower]}
                      name: $.data.FirstName
                    to:
                      uri: https://api.example/v1
                      method: PUT
                      headers: {Authorization: 'Bearer {{secret:crm}}'}
                    retry: {attempts: 5, delay: 30s}
                """);
    }

    @Test
    void aConnectorStandsInLinesHoweverShortItIs() {
        staysAsItIs("- outflow:\n    id: a\n    on: Login\n    to: http://b.example/\n");
        staysAsItIs("- inflow:\n    id: a\n    verify: {none: true}\n    action: create-account\n");
    }

    @Test
    void aFieldOrStepOfTheSameNameIsNoTable() {
        staysAsItIs(
                """
                - outflow:
                    id: a
                    on: Login
                    mapping:
                      to: {value: b}
                    to: http://b.example/
                """);
        staysAsItIs("- route:\n    from: direct:a\n    steps:\n      - to: {uri: 'log:b'}\n");
    }

    @Test
    void anEmptyMappingStaysOne() {
        staysAsItIs("- outflow:\n    id: a\n    mapping: {}\n");
    }
}
