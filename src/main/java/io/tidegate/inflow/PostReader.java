package io.tidegate.inflow;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.intake.ContentType;
import org.jspecify.annotations.Nullable;

/** Reads JSON, a form or XML; what comes out is JSON. */
final class PostReader {
    static final String ALLOWED =
            "application/json, application/x-www-form-urlencoded, application/xml";

    private static final String FORM = "application/x-www-form-urlencoded";

    private PostReader() {}

    /** What a content type says a body is, decided before the body is read. */
    enum Format {
        JSON,
        FORM,
        XML
    }

    static Format format(ContentType type) throws Refused {
        Format format = named(type);
        if (format == null) {
            throw Refused.mediaType("allowed are " + ALLOWED + "; seen: " + type.shown());
        }
        if (!type.isUtf8() && !(format == Format.XML && type.charset().equals("us-ascii"))) {
            throw Refused.mediaType("posts come in UTF-8, seen: charset=" + type.charset());
        }
        return format;
    }

    private static @Nullable Format named(ContentType type) {
        String media = type.mediaType();
        if (media.equals("application/json")
                || media.equals("text/json")
                || media.endsWith("+json")) {
            return Format.JSON;
        }
        if (media.equals("application/xml") || media.equals("text/xml") || media.endsWith("+xml")) {
            return Format.XML;
        }
        return media.equals(FORM) ? Format.FORM : null;
    }

    static PostContent read(Format format, byte[] body) throws Refused {
        return switch (format) {
            case JSON -> json(body);
            case FORM -> plain(FormReader.read(body));
            case XML -> plain(XmlReader.read(body));
        };
    }

    private static PostContent json(byte[] body) throws Refused {
        try {
            return new PostContent(Json.parse(body), body);
        } catch (InvalidJson e) {
            throw Refused.unreadable(e.pointer(), String.valueOf(e.getMessage()));
        }
    }

    private static PostContent plain(Object value) {
        return new PostContent(value, Json.write(value));
    }
}
