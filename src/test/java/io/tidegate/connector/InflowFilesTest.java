package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Path;
import io.tidegate.event.TriggerPattern;
import io.tidegate.hook.ScriptLimits;
import io.tidegate.identity.Action;
import io.tidegate.identity.Conflict;
import io.tidegate.identity.MatchField;
import io.tidegate.profile.SanitizeTerms;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an {@code inflow:} becomes. */
class InflowFilesTest {
    private static final java.nio.file.Path EXAMPLE =
            java.nio.file.Path.of("src/test/resources/io/tidegate/connector/inflow-example");

    private final DefaultCamelContext context = new DefaultCamelContext();
    @TempDir private java.nio.file.Path folder;

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Loaded load(java.nio.file.Path from) throws Exception {
        return new ConnectorFiles(context, new TestRoutes(), Terms.DEFAULT, ScriptLimits.DEFAULT)
                .load(from);
    }

    private Loaded load(String text) throws Exception {
        Files.writeString(folder.resolve("f.yaml"), text);
        return load(folder);
    }

    private Connector only(String text) throws Exception {
        Loaded loaded = load(text);
        assertThat(loaded.mistakes()).isEmpty();
        return loaded.connectors().get(0);
    }

    @Test
    void everyKeyBecomesTheConnectorThatItDescribes() throws Exception {
        Loaded loaded = load(EXAMPLE);

        assertThat(loaded.mistakes()).isEmpty();
        Connector connector = loaded.connectors().get(0);
        assertThat(connector.isInflow()).isTrue();
        assertThat(connector.kind()).isEqualTo("inflow");
        assertThat(connector.label().system()).isEqualTo("crm");
        assertThat(connector.on()).containsExactly(TriggerPattern.parse("inflow.crm-updates"));
        assertThat(connector.stages().rules()).hasSize(1);
        assertThat(connector.stages().before()).hasSize(1);
        assertThat(connector.stages().after()).hasSize(1);
        assertThat(connector.terms().retry().attempts()).isEqualTo(3);
        assertThat(connector.terms().ordered()).isFalse();
        assertThat(connector.terms().concurrency()).isEqualTo(4);
        assertThat(connector.terms().heldWhenInactive()).isTrue();
        Entry entry = connector.entry();
        assertThat(entry).isNotNull();
        assertThat(entry.verification())
                .isEqualTo(
                        new Verification.StandardWebhooks(
                                new Template(
                                        "{{secret:crm-webhook}}",
                                        List.of(new Part.SecretRef("crm-webhook")))));
        assertThat(entry.idFrom()).hasToString("$.data.eventId");
        assertThat(entry.subjects()).extracting(Path::expression).containsExactly("$.data.email");
        assertThat(entry.schema())
                .satisfies(
                        schema -> {
                            assertThat(schema.file()).isEqualTo("schemas/crm-contact.json");
                            assertThat(schema.schema().path("type").asText()).isEqualTo("object");
                        });
        assertThat(entry.items()).hasToString("$.data.contacts[*]");
        assertThat(entry.dedupe()).isEqualTo(Duration.ofMinutes(1));
        assertThat(connector.to())
                .isEqualTo(
                        new ActionTarget(
                                Action.UPSERT_ACCOUNT,
                                List.of(
                                        MatchField.EMAIL,
                                        MatchField.PHONE_ID,
                                        MatchField.EXTERNAL_ID),
                                new SanitizeTerms(
                                        SanitizeTerms.Misfit.REFUSE,
                                        SanitizeTerms.Html.ESCAPE,
                                        SanitizeTerms.Misfit.DROP),
                                Conflict.LAST_WRITE,
                                EchoMode.SUPPRESS,
                                null,
                                new Mark(
                                        EXAMPLE.resolve("crm-updates.camel.yaml").toString(),
                                        22,
                                        13)));
    }

    @Test
    void whatIsNotSaidIsUsual() throws Exception {
        Connector connector =
                only(
                        """
                        - inflow:
                            id: x
                            verify: { none: true }
                            mapping:
                              PhoneId: $.data.mobile
                              Email[0].Value: { from: $.data.email }
                            action: create-account
                        """);

        Entry entry = connector.entry();
        assertThat(entry.idFrom()).isNull();
        assertThat(entry.schema()).isNull();
        assertThat(entry.items()).isNull();
        assertThat(entry.dedupe()).isNull();
        assertThat(entry.subjects())
                .extracting(Path::expression)
                .containsExactly("$.data.email", "$.data.mobile");
        assertThat(connector.terms()).isEqualTo(Terms.DEFAULT);
        assertThat(connector.to())
                .isInstanceOfSatisfying(
                        ActionTarget.class,
                        to -> {
                            assertThat(to.match())
                                    .containsExactly(MatchField.EMAIL, MatchField.PHONE_ID);
                            assertThat(to.sanitize()).isEqualTo(SanitizeTerms.DEFAULT);
                            assertThat(to.conflict()).isEqualTo(Conflict.OVERWRITE);
                            assertThat(to.echo()).isEqualTo(EchoMode.REMEMBER);
                        });
    }

    @Test
    void withoutAMappingThePostedDataIsTheProfile() throws Exception {
        Connector connector =
                only(
                        """
                        - inflow:
                            id: x
                            verify: { bearer: "{{secret:t}}" }
                            id-from: $.data.id
                            action: upsert-account
                        """);

        assertThat(((ActionTarget) connector.to()).match()).containsExactly(MatchField.values());
        assertThat(connector.entry().subjects())
                .extracting(Path::expression)
                .containsExactly(
                        "$.data.Uid",
                        "$.data.Email[0].Value",
                        "$.data.PhoneId",
                        "$.data.UserName",
                        "$.data.ExternalIds[0].SourceId");
    }
}
