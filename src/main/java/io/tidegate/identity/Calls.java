package io.tidegate.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The HTTP calls of one attempt, in order, for its record. One thread's at a time. */
public final class Calls {
    private final List<Call> made = new ArrayList<>();

    /**
     * @param path with the names of the query, without its values
     * @param status 0: there was no answer
     */
    public record Call(String method, String path, int status, long millis) {
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("method", method);
            json.put("path", path);
            json.put("status", status);
            json.put("ms", millis);
            return json;
        }
    }

    void add(Call call) {
        made.add(call);
    }

    public List<Call> made() {
        return List.copyOf(made);
    }

    /** For the note {@code calls}. */
    public List<Map<String, Object>> json() {
        return made.stream().map(Call::json).toList();
    }
}
