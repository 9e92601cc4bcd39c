package io.tidegate.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** OpenTelemetry's SDK as its own variables configure it, for traces alone, over OTLP/HTTP. */
final class Exporting {
    private static final Pattern HOLDS_CREDENTIALS = Pattern.compile("headers|endpoint|key");
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Exporting.class);
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";

    /** Its exporter says each failure itself, to the standard error; we say it once. Kept alive. */
    private static final Logger EXPORTER = Logger.getLogger("io.opentelemetry.exporter");

    private static final Map<String, String> USUAL =
            Map.of("otel.exporter.otlp.protocol", "http/protobuf");

    /** What others do not count here: no metrics, no logs, one form of propagation. */
    private static final Map<String, String> FIXED =
            Map.of(
                    "otel.metrics.exporter", "none",
                    "otel.logs.exporter", "none",
                    "otel.propagators", "tracecontext");

    private Exporting() {}

    static boolean isWanted(Map<String, String> properties) {
        String exporter = properties.getOrDefault("otel.traces.exporter", "");
        return !properties.getOrDefault("otel.sdk.disabled", "").equalsIgnoreCase("true")
                && !exporter.equals("none")
                && Stream.of(
                                exporter,
                                properties.getOrDefault(ENDPOINT, ""),
                                properties.getOrDefault(TRACES_ENDPOINT, ""))
                        .anyMatch(text -> !text.isBlank());
    }

    static OpenTelemetrySdk sdk(Map<String, String> properties) {
        EXPORTER.setLevel(Level.OFF);
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(FIXED);
        try {
            OpenTelemetrySdk made =
                    AutoConfiguredOpenTelemetrySdk.builder()
                            .disableShutdownHook()
                            .addPropertiesSupplier(() -> USUAL)
                            .addPropertiesCustomizer(read -> all)
                            .addResourceCustomizer((resource, read) -> named(resource))
                            .addSpanExporterCustomizer(
                                    (exporter, read) -> new WatchedExporter(exporter))
                            .build()
                            .getOpenTelemetrySdk();
            LOG.info("open traces={}", endpoint(properties));
            return made;
        } catch (ConfigurationException | IllegalArgumentException e) {
            // Without its cause, which may quote credentials.
            throw new IllegalStateException(
                    "traces cannot be exported as the OTEL_ variables say: "
                            + withoutCredentials(String.valueOf(e.getMessage()), properties));
        }
    }

    private static Resource named(Resource resource) {
        String name = resource.getAttribute(SERVICE);
        return name == null || name.startsWith("unknown_service")
                ? resource.toBuilder().put(SERVICE, "tidegate").build()
                : resource;
    }

    /** What OpenTelemetry says quotes the value that it does not take. */
    private static String withoutCredentials(String said, Map<String, String> properties) {
        boolean isQuoted =
                said.contains("endpoint")
                        || said.contains("headers")
                        || properties.entrySet().stream()
                                .filter(one -> HOLDS_CREDENTIALS.matcher(one.getKey()).find())
                                .anyMatch(one -> said.contains(one.getValue()));
        return isQuoted
                ? "OTEL_EXPORTER_OTLP_HEADERS is key=value,key=value and OTEL_EXPORTER_OTLP_ENDPOINT is http or https,"
                        + " host and port without a query, and so are those of traces alone (OTEL_EXPORTER_OTLP_TRACES_…);"
                        + " one of them is not, and is not shown since it may hold credentials"
                : said;
    }

    /** Without what may be credentials. */
    private static String endpoint(Map<String, String> properties) {
        String endpoint =
                properties.getOrDefault(
                        TRACES_ENDPOINT,
                        properties.getOrDefault(ENDPOINT, "http://localhost:4318"));
        return endpoint.replaceFirst("//[^/]*@", "//").replaceFirst("\\?.*", "");
    }
}
