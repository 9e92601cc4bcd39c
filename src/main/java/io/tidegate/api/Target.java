package io.tidegate.api;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The path and query of a request, taken apart before they are decoded: an id may hold any
 * character.
 */
record Target(List<String> segments, Map<String, String> query) {

    static Target of(String uri) {
        int mark = uri.indexOf('?');
        String path = mark < 0 ? uri : uri.substring(0, mark);
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(Math.min(1, path.length())).split("/", -1)) {
            segments.add(decode(segment.replace("+", "%2B")));
        }
        return new Target(segments, mark < 0 ? Map.of() : query(uri.substring(mark + 1)));
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (query.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw new Refusal(400, "the query has \"" + name + "\" twice, allowed is once");
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.ISO_8859_1);
            String utf8 =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(decoded.getBytes(StandardCharsets.ISO_8859_1)))
                            .toString();
            if (utf8.indexOf('\0') < 0) {
                return utf8;
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new Refusal(400, "the URL is not UTF-8 in percent-encoding: " + text);
        }
        throw new Refusal(400, "the URL holds the control character %00, which no id or name has");
    }
}
