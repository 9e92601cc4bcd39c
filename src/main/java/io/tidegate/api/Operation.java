package io.tidegate.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the API can do.
 *
 * @param template the path, such as {@code /api/deliveries/{id}}
 * @param parameters of the query that it knows
 */
record Operation(
        String method, String template, Set<String> parameters, Function<Call, Answer> work) {

    /** The values of the template's {@code {…}}; null if the path is another's. */
    @Nullable List<String> match(List<String> segments) {
        String[] wanted = template.substring(1).split("/");
        if (wanted.length != segments.size()) {
            return null;
        }
        List<String> values = new java.util.ArrayList<>(1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                values.add(segments.get(i));
            } else if (!wanted[i].equals(segments.get(i))) {
                return null;
            }
        }
        return values;
    }

    Answer answer(List<String> path, Map<String, String> query, byte[] body, String by) {
        for (String name : query.keySet()) {
            if (!parameters.contains(name)) {
                String allowed =
                        parameters.isEmpty()
                                ? "none"
                                : String.join(", ", parameters.stream().sorted().toList());
                throw new Refusal(400, "the query has \"" + name + "\", allowed here: " + allowed);
            }
        }
        return work.apply(new Call(path, query, body, by));
    }
}
