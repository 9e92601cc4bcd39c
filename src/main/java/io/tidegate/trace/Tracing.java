package io.tidegate.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes spans, if they are exported; if not, its tracer hands on what it is given. */
public final class Tracing implements AutoCloseable {
    /** Nothing is exported. */
    public static final Tracing OFF = new Tracing(null);

    private static final long FLUSH_MILLIS = 2_000;

    private final @Nullable OpenTelemetrySdk sdk;
    private final Tracer tracer;

    private Tracing(@Nullable OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = (sdk == null ? OpenTelemetry.noop() : sdk).getTracer("io.tidegate");
    }

    /**
     * As OpenTelemetry's variables say, by the names of their properties ({@code
     * otel.exporter.otlp.endpoint}); off, if they name neither an endpoint nor an exporter.
     *
     * @throws IllegalStateException that says what OpenTelemetry cannot make of them
     */
    public static Tracing of(Map<String, String> properties) {
        return Exporting.isWanted(properties) ? new Tracing(Exporting.sdk(properties)) : OFF;
    }

    public boolean isOn() {
        return sdk != null;
    }

    public Tracer tracer() {
        return tracer;
    }

    /** What has ended is exported, if that takes less than {@value #FLUSH_MILLIS} ms. */
    @Override
    public void close() {
        if (sdk != null) {
            sdk.getSdkTracerProvider().shutdown().join(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
