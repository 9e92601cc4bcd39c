package io.tidegate.api;

import io.tidegate.access.Role;
import java.util.ArrayList;
import java.util.HashSet;
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
 * @param role the least that may
 */
public record Operation(
        String method,
        String template,
        Set<String> parameters,
        Role role,
        Function<Call, Answer> work) {

    static Operation get(
            String template, Set<String> parameters, Role role, Function<Call, Answer> work) {
        return new Operation("GET", template, parameters, role, work);
    }

    static Operation get(String template, Role role, Function<Call, Answer> work) {
        return get(template, Set.of(), role, work);
    }

    static Operation post(String template, Role role, Function<Call, Answer> work) {
        return new Operation("POST", template, Set.of(), role, work);
    }

    static Operation put(String template, Role role, Function<Call, Answer> work) {
        return new Operation("PUT", template, Set.of(), role, work);
    }

    static Operation delete(String template, Role role, Function<Call, Answer> work) {
        return new Operation("DELETE", template, Set.of(), role, work);
    }

    /** The parameters of a list: its filters, and those by which it is paged. */
    static Set<String> paged(String... filters) {
        Set<String> parameters = new HashSet<>(Set.of("limit", "cursor"));
        parameters.addAll(List.of(filters));
        return Set.copyOf(parameters);
    }

    /** The values of the template's {@code {…}}; null if the path is another's. */
    @Nullable List<String> match(List<String> segments) {
        String[] wanted = template.substring(1).split("/");
        if (wanted.length != segments.size()) {
            return null;
        }
        List<String> values = new ArrayList<>(1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                values.add(segments.get(i));
            } else if (!wanted[i].equals(segments.get(i))) {
                return null;
            }
        }
        return values;
    }

    Answer answer(List<String> path, Asked asked, Map<String, String> query) {
        if (!asked.caller().role().covers(role)) {
            throw new Refusal(
                    403,
                    "this needs the role "
                            + role.word()
                            + ", "
                            + asked.caller().name()
                            + " has "
                            + asked.caller().role().word());
        }
        for (String name : query.keySet()) {
            if (!parameters.contains(name)) {
                String allowed =
                        parameters.isEmpty()
                                ? "none"
                                : String.join(", ", parameters.stream().sorted().toList());
                throw new Refusal(400, "the query has \"" + name + "\", allowed here: " + allowed);
            }
        }
        return work.apply(new Call(path, query, asked.body(), asked.caller(), asked.headers()));
    }
}
