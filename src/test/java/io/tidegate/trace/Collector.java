package io.tidegate.trace;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A receiver of OTLP over HTTP, that keeps what it is sent. */
public final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int status = 200;

    /** A span with its ids in hexadecimal digits, and its service. */
    public record Received(Span span, String service) {
        public String name() {
            return span.getName();
        }

        public String traceId() {
            return hex(span.getTraceId());
        }

        public String id() {
            return hex(span.getSpanId());
        }

        /** Empty: it is a root. */
        public String parent() {
            return hex(span.getParentSpanId());
        }

        public String kind() {
            return span.getKind().name().replace("SPAN_KIND_", "");
        }

        public boolean isError() {
            return span.getStatus().getCode().name().equals("STATUS_CODE_ERROR");
        }

        public Map<String, String> attributes() {
            return span.getAttributesList().stream()
                    .collect(Collectors.toMap(KeyValue::getKey, one -> text(one.getValue())));
        }

        public List<String> events() {
            return span.getEventsList().stream().map(Span.Event::getName).toList();
        }

        /** Ids of the spans that it is linked with. */
        public List<String> links() {
            return span.getLinksList().stream().map(one -> hex(one.getSpanId())).toList();
        }

        /** All that it says. */
        public String all() {
            return span.toString();
        }

        private static String text(AnyValue value) {
            if (value.hasIntValue()) {
                return Long.toString(value.getIntValue());
            }
            return value.hasBoolValue()
                    ? Boolean.toString(value.getBoolValue())
                    : value.getStringValue();
        }

        private static String hex(ByteString bytes) {
            return HexFormat.of().formatHex(bytes.toByteArray());
        }
    }

    public Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (status == 200) {
                for (ResourceSpans all :
                        ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
                    String service =
                            all.getResource().getAttributesList().stream()
                                    .filter(one -> one.getKey().equals("service.name"))
                                    .map(one -> one.getValue().getStringValue())
                                    .findFirst()
                                    .orElse("");
                    all.getScopeSpansList().stream()
                            .flatMap(scope -> scope.getSpansList().stream())
                            .forEach(span -> received.add(new Received(span, service)));
                }
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What exports at once to here. */
    public Map<String, String> variables() {
        return Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint(), "OTEL_BSP_SCHEDULE_DELAY", "50");
    }

    public void answer(int next) {
        status = next;
    }

    public int requests() {
        return requests.get();
    }

    public List<Received> spans() {
        return received;
    }

    /** So many of a name, as soon as they are there. */
    public List<Received> await(String name, int count) {
        return await(span -> span.name().equals(name), count);
    }

    public Received await(String name) {
        return await(name, 1).get(0);
    }

    private List<Received> await(Predicate<Received> which, int count) {
        return org.awaitility.Awaitility.await()
                .until(
                        () -> received.stream().filter(which).toList(),
                        found -> found.size() >= count);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
