package io.tidegate.sandbox.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call that is not carried out, answered in the documented shape. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final int code;
    private final String title;
    private final transient List<FieldError> fields;

    /** One field of a body, and what is wrong with it. */
    record FieldError(String field, String message) {}

    private Refused(
            int status, int code, String title, String description, List<FieldError> fields) {
        super(description, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
        this.fields = fields;
    }

    /** A call that can never be carried out as it is. */
    static Refused bad(int code, String title, String description) {
        return new Refused(400, code, title, description, List.of());
    }

    static Refused forbidden(int code, String title, String description) {
        return new Refused(403, code, title, description, List.of());
    }

    static Refused missing(int code, String title, String description) {
        return new Refused(404, code, title, description, List.of());
    }

    static Refused noAccount(String by, String value) {
        return missing(938, "User does not exist", "no account has the " + by + " " + value);
    }

    static Refused tooMany(int limit) {
        return new Refused(
                429,
                429,
                "Too many requests",
                "more than " + limit + " requests came in this second",
                List.of());
    }

    static Refused fields(List<FieldError> fields) {
        return new Refused(
                400, 1134, "Validation failed", "the fields under Errors are not valid", fields);
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("Description", getMessage());
        json.put("ErrorCode", code);
        json.put("Message", title);
        json.put("IsProviderError", false);
        json.put("ProviderErrorResponse", null);
        if (!fields.isEmpty()) {
            json.put(
                    "Errors",
                    fields.stream()
                            .map(f -> Map.of("FieldName", f.field(), "ErrorMessage", f.message()))
                            .toList());
        }
        return json;
    }
}
