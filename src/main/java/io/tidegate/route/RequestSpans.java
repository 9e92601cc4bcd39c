package io.tidegate.route;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.tidegate.delivery.Reply;
import io.tidegate.event.TraceContext;
import io.tidegate.identity.Transport;
import io.tidegate.trace.Propagation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The span of one HTTP request, by OpenTelemetry's semantic conventions for HTTP clients. */
final class RequestSpans {
    private static final AttributeKey<String> METHOD =
            AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
    private static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<Long> STATUS =
            AttributeKey.longKey("http.response.status_code");

    private RequestSpans() {}

    static SpanBuilder of(Tracer tracer, String method, Context parent) {
        return tracer.spanBuilder(method)
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(METHOD, method);
    }

    /**
     * @param address null: its host is not to be told
     */
    static void to(TracedUrl.@Nullable Address address, Span span) {
        if (address != null) {
            span.setAttribute(URL, address.url());
            span.setAttribute(HOST, address.host());
            span.setAttribute(PORT, (long) address.port());
        }
    }

    /**
     * A call of the identity provider, if this thread does it for a delivery; of its URL only the
     * host is told, since the rest names an account. Without an exporter it is the current span.
     */
    static Span identity(Tracer tracer, Transport.Request request) {
        if (!Span.current().getSpanContext().isValid()) {
            return Span.getInvalid();
        }
        Span span = of(tracer, request.method(), Context.current()).startSpan();
        if (span.isRecording()) {
            to(TracedUrl.origin(request.url()), span);
        }
        return span;
    }

    static Map<String, String> headers(Transport.Request request, Span span) {
        TraceContext trace = Propagation.of(span);
        if (trace == null) {
            return request.headers();
        }
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        TraceHeaders.add(trace, headers);
        return headers;
    }

    static void end(Span span, Reply reply) {
        if (span.isRecording()) {
            if (reply instanceof Reply.Answered answered) {
                span.setAttribute(STATUS, (long) answered.status());
                if (answered.status() >= 400) {
                    fail(span, Integer.toString(answered.status()));
                }
            } else if (reply instanceof Reply.Unanswered unanswered) {
                fail(span, unanswered.timedOut() ? "timeout" : "unanswered");
            } else {
                fail(span, "never_sent");
            }
        }
        span.end();
    }

    /** It ends without having been sent. */
    static void end(Span span) {
        fail(span, "never_sent");
        span.end();
    }

    private static void fail(Span span, String type) {
        span.setStatus(StatusCode.ERROR).setAttribute(DeliverySpans.ERROR, type);
    }
}
