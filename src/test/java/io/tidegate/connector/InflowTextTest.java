package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.hook.ScriptLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An inflow written again is the same inflow, whichever of its faces it had. */
class InflowTextTest {
    private static final Path WRITTEN = Path.of("src/test/resources/io/tidegate/connector");

    @TempDir private Path folder;

    /** What {@code tidegate export --connector} writes of the only connector. */
    private String exported(String name, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            Loaded loaded =
                    new ConnectorFiles(
                                    context, new TestRoutes(), Terms.DEFAULT, ScriptLimits.DEFAULT)
                            .load(folder);
            assertThat(loaded.mistakes()).isEmpty();
            return new ConnectorText(Terms.DEFAULT, context).of(loaded.connectors().get(0));
        } finally {
            Files.delete(file);
        }
    }

    private void writeWhatTheExampleNames() throws Exception {
        Path example = WRITTEN.resolve("inflow-example");
        try (Stream<Path> all = Files.walk(example, 2)) {
            for (Path file : all.filter(f -> f.getParent().getParent().equals(example)).toList()) {
                Path copy = folder.resolve(example.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void javaAndYamlAreTheSameConnector() throws Exception {
        writeWhatTheExampleNames();
        String yaml =
                exported(
                        "a.yaml",
                        Files.readString(WRITTEN.resolve("inflow-example/crm-updates.camel.yaml")));
        String java =
                exported("CrmUpdates.java", Files.readString(WRITTEN.resolve("CrmUpdates.java")));

        assertThat(java).isEqualTo(yaml);
        assertThat(exported("b.yaml", yaml)).isEqualTo(yaml);
        assertThat(yaml)
                .contains("- inflow:", "standard-webhooks: '{{secret:crm-webhook}}'", "items:")
                .contains("unknown: refuse", "html: escape", "conflict: last-write", "dedupe: 1m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify: { none: true }",
                "verify: { bearer: 'x{{env:TOKEN}}' }",
                "verify: { basic: { user: u, password: '{{secret:p}}' } }",
                "verify: { hmac: { secret: '{{secret:p}}', header: X-S } }",
                "verify: { hmac: { secret: '{{secret:p}}', header: X-S, algorithm: sha512, encoding: base64, prefix: 'v1=' } }",
            })
    void whatIsUsualIsLeftOut(String verify) throws Exception {
        String text =
                "- inflow:\n    id: x\n    "
                        + verify
                        + "\n    mapping: { PhoneId: $.data.p }\n    action: upsert-account\n";
        String written = exported("a.yaml", text);

        assertThat(exported("b.yaml", written)).isEqualTo(written);
        assertThat(written)
                .contains("match:")
                .doesNotContain("subject", "sanitize", "conflict", "echo", "schema", "dedupe")
                .doesNotContain("sha256", "hex");
    }
}
