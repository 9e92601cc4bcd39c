package io.tidegate.trace;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingMistakesTest {
    private static Map<String, String> properties(String name, String value) {
        Map<String, String> all = new HashMap<>();
        all.put("otel.exporter.otlp.endpoint", "http://127.0.0.1:4318");
        all.put(name, value);
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "otel.exporter.otlp.headers, Authorization: Bearer s3cr3t",
        "otel.exporter.otlp.traces.headers, s3cr3t",
        "otel.exporter.otlp.endpoint, me:s3cr3t@collector.example",
        "otel.exporter.otlp.endpoint, https://collector.example/?key=s3cr3t"
    })
    void aValueThatMayBeACredentialIsNotShown(String name, String value) {
        assertThatThrownBy(() -> Tracing.of(properties(name, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OTEL_EXPORTER_OTLP_HEADERS is key=value")
                .hasMessageNotContaining("s3cr3t")
                .hasNoCause();
    }

    @Test
    void anyOtherIs() {
        assertThatThrownBy(() -> Tracing.of(properties("otel.bsp.schedule.delay", "soon")))
                .hasMessageContaining("otel.bsp.schedule.delay")
                .hasMessageContaining("soon");
    }
}
