package io.tidegate.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClientFileTest {
    @TempDir private Path folder;

    private Map<String, String> read(String text) throws IOException {
        return KafkaClientFile.read(Files.writeString(folder.resolve("k.properties"), text));
    }

    private static KafkaSource source(String brokers, Map<String, String> client) {
        return new KafkaSource(brokers, List.of("events"), "tidegate", client);
    }

    @Test
    void itsSettingsArePassedOnAsTheyStand() throws IOException {
        assertThat(read("security.protocol = SASL_SSL \nsasl.mechanism=PLAIN\nown.thing=#x\n"))
                .isEqualTo(
                        Map.of(
                                "security.protocol",
                                "SASL_SSL",
                                "sasl.mechanism",
                                "PLAIN",
                                "own.thing",
                                "#x"));
    }

    @Test
    void whatTheGuaranteesHangOnIsNotTaken() {
        assertThatThrownBy(() -> read("enable.auto.commit=true"))
                .hasMessageStartingWith("TIDEGATE_KAFKA_CONFIG: the file ")
                .hasMessageEndingWith(
                        "k.properties has enable.auto.commit, which is not taken: an offset is committed after the"
                                + " journal's commit, never before; nothing was started");
        assertThatThrownBy(() -> read("group.id=x"))
                .hasMessageContaining("set TIDEGATE_KAFKA_GROUP instead");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> KafkaClientFile.read(folder.resolve("none")))
                .hasMessageContaining("none cannot be read as properties")
                .hasMessageEndingWith("nothing was started");
    }

    @Test
    void aValueThatKafkaDoesNotTakeIsAnErrorOfTheStart() {
        assertThatThrownBy(
                        () ->
                                KafkaClientFile.check(
                                        source(
                                                "127.0.0.1:9",
                                                Map.of("security.protocol", "SECURE"))))
                .hasMessageContaining("security.protocol")
                .hasMessageEndingWith("nothing was started");
        assertThatThrownBy(
                        () ->
                                KafkaClientFile.check(
                                        source(
                                                "127.0.0.1:9",
                                                Map.of(
                                                        "security.protocol",
                                                        "SASL_PLAINTEXT",
                                                        "sasl.mechanism",
                                                        "PLAIN",
                                                        "sasl.jaas.config",
                                                        "hunter2-no-login-module"))))
                .hasMessageNotContaining("hunter2")
                .hasMessageEndingWith("nothing was started");
    }

    @Test
    void brokersThatAreAwayAreNoError() {
        assertThatCode(() -> KafkaClientFile.check(source("127.0.0.1:9", Map.of())))
                .doesNotThrowAnyException();
        assertThatCode(() -> KafkaClientFile.check(source("nowhere.invalid:9092", Map.of())))
                .doesNotThrowAnyException();
    }

    @Test
    void aSourceSaysNothingOfItsSecrets() {
        assertThat(source("b:1", Map.of("sasl.jaas.config", "hunter2")).toString())
                .doesNotContain("hunter2");
    }
}
