package io.tidegate.intake;

import io.tidegate.event.Event;
import io.tidegate.event.EventReader;
import io.tidegate.event.InvalidEvent;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code POST /events}: CloudEvents in structured, batch and binary mode; 202 only after the
 * commit.
 */
public final class EventsHandler implements Handler<HttpServerRequest> {
    public static final int MAX_BODY = 8 * 1024 * 1024;

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private final BearerToken token;
    private final EventReader reader;
    private final Intake intake;
    private final int maxEventSize;
    private final long bodyMillis;

    public EventsHandler(BearerToken token, int maxEventSize, Intake intake) {
        this(token, maxEventSize, intake, BodyReader.MAX_MILLIS);
    }

    /**
     * @param bodyMillis a body must be there this long after its head
     */
    EventsHandler(BearerToken token, int maxEventSize, Intake intake, long bodyMillis) {
        this.bodyMillis = bodyMillis;
        this.token = token;
        this.reader = new EventReader(maxEventSize);
        this.maxEventSize = maxEventSize;
        this.intake = intake;
    }

    private enum Mode {
        STRUCTURED,
        BATCH,
        BINARY
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.method() != HttpMethod.POST) {
            request.response().putHeader("allow", "POST");
            HttpAnswers.refuse(
                    request,
                    new Problem(
                            405,
                            "Method not allowed",
                            "events are sent with POST, seen: " + request.method()));
            return;
        }
        switch (token.judge(request.getHeader("authorization"))) {
            case UNKNOWN -> {
                request.response().putHeader("www-authenticate", "Bearer");
                HttpAnswers.refuse(
                        request,
                        new Problem(
                                401,
                                "Unauthorized",
                                "send the producer token as Authorization: Bearer …"));
            }
            case OTHER ->
                    HttpAnswers.refuse(
                            request,
                            new Problem(403, "Forbidden", "this is not the producer token"));
            case RIGHT -> read(request);
        }
    }

    private void read(HttpServerRequest request) {
        ContentType contentType = ContentType.of(request.getHeader("content-type"));
        Mode mode = mode(request, contentType);
        if (mode == null) {
            HttpAnswers.refuse(
                    request, new Problem(415, "Unsupported media type", unsupported(contentType)));
            return;
        }
        if (!contentType.isUtf8() && mode != Mode.BINARY) {
            HttpAnswers.refuse(
                    request,
                    new Problem(
                            415,
                            "Unsupported media type",
                            "events come in UTF-8, seen: charset=" + contentType.charset()));
            return;
        }
        Problem compressed = HttpAnswers.compressed(request);
        if (compressed != null) {
            HttpAnswers.refuse(request, compressed);
            return;
        }
        int limit = mode == Mode.BATCH ? MAX_BODY : maxEventSize;
        new BodyReader(request, limit, bodyMillis).read(body -> accept(request, mode, body));
    }

    private static @org.jspecify.annotations.Nullable Mode mode(
            HttpServerRequest request, ContentType contentType) {
        if (contentType.is(STRUCTURED)) {
            return Mode.STRUCTURED;
        }
        if (contentType.is(BATCH)) {
            return Mode.BATCH;
        }
        for (Map.Entry<String, String> header : request.headers()) {
            if (header.getKey().regionMatches(true, 0, "ce-", 0, 3)) {
                return contentType.is("application/cloudevents") ? null : Mode.BINARY;
            }
        }
        return null;
    }

    private static String unsupported(ContentType contentType) {
        return "allowed are "
                + STRUCTURED
                + ", "
                + BATCH
                + ", or any other type with ce- headers; seen: "
                + contentType.shown();
    }

    private void accept(HttpServerRequest request, Mode mode, Buffer body) {
        HttpServerResponse response = request.response();
        try {
            List<Event> events =
                    switch (mode) {
                        case STRUCTURED -> List.of(reader.structured(body.getBytes()));
                        case BATCH -> reader.batch(body.getBytes());
                        case BINARY -> List.of(binary(request, body));
                    };
            Reserved.check(events, mode == Mode.BATCH);
            HttpAnswers.accept(intake, events, request);
        } catch (InvalidEvent e) {
            HttpAnswers.of(e).send(response);
        } catch (RuntimeException e) {
            HttpAnswers.bug(response, e);
        }
    }

    private Event binary(HttpServerRequest request, Buffer body) throws InvalidEvent {
        Map<String, String> attributes = new HashMap<>();
        MultiMap headers = request.headers();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("ce-")
                    && attributes.put(name.substring(3), header.getValue()) != null) {
                throw InvalidEvent.duplicateHeader(name);
            }
        }
        return reader.binary(attributes, request.getHeader("content-type"), body.getBytes());
    }
}
