package io.tidegate.destination;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code request}. */
final class RequestReader {
    static final List<String> METHODS = List.of("POST", "PUT", "PATCH", "DELETE", "GET");

    private final TextRules texts;

    RequestReader(TextRules texts) {
        this.texts = texts;
    }

    RequestShape read(Keys file) {
        file.require("request");
        return file.map("request", List.of("method", "url", "headers", "body", "form"))
                .map(this::shape)
                .orElseGet(() -> new RequestShape("POST", "", Map.of(), null, false));
    }

    private RequestShape shape(Keys request) {
        request.require("url");
        String url = request.text("url").orElse("");
        texts.checkUrl(request, "url", url);
        if (request.has("body")) {
            texts.checkBody(request, "body", request.get("body"));
        }
        return new RequestShape(
                method(request), url, headers(request), request.get("body"), request.flag("form"));
    }

    private String method(Keys request) {
        String method = request.text("method").orElse("POST");
        texts.checkUrl(request, "method", method);
        if (!method.contains("{{") && !METHODS.contains(method.toUpperCase(Locale.ROOT))) {
            request.refuse("method", "one of " + String.join(", ", METHODS));
        }
        return method.contains("{{") ? method : method.toUpperCase(Locale.ROOT);
    }

    private Map<String, String> headers(Keys request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.map("headers", List.of())
                .ifPresent(all -> all.names().forEach(name -> header(all, name, headers)));
        return headers;
    }

    private void header(Keys all, String name, Map<String, String> headers) {
        String mistake = HeaderName.mistake(name);
        if (!mistake.isEmpty()) {
            all.wrong(name, "\"" + name + "\" " + mistake);
        } else if (headers.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
            all.wrong(name, "\"" + name + "\" stands twice in headers");
        }
        String text = all.text(name).orElse("");
        texts.check(all, name, text);
        if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            all.wrong(
                    name,
                    "the header \"" + name + "\" must be one line without control characters");
        }
        headers.put(name, text);
    }
}
