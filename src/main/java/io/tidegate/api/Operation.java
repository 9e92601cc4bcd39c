package io.tidegate.api;

import io.tidegate.access.Caller;
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
 * @param told what others may know of it
 */
public record Operation(
        String method,
        String template,
        Set<String> parameters,
        Role role,
        Function<Call, Answer> work,
        Told told) {

    /**
     * What others may know of an operation.
     *
     * @param change what the audit log says of it; null for a GET
     * @param isPlain whether its answer holds no payload and no credential, so that nothing of it
     *     is masked; what does not say so is masked
     */
    record Told(@Nullable Change change, boolean isPlain) {}

    public Operation(
            String method,
            String template,
            Set<String> parameters,
            Role role,
            Function<Call, Answer> work) {
        this(method, template, parameters, role, work, new Told(null, false));
    }

    /**
     * The audit log has each call of it that changes something.
     *
     * @param action a thing and a verb, such as {@code connector.activate}
     * @param fields of what a GET tells of the thing, kept as they were before and after; none:
     *     what was there before unless it is made by a POST, and what is answered
     */
    Operation recorded(String action, String... fields) {
        return with(new Change(action, List.of(fields), null, true));
    }

    /** The same, but for a body in which this key is true: that only asks. */
    Operation recordedUnless(String question, String action, String... fields) {
        return with(new Change(action, List.of(fields), question, true));
    }

    /** The same, but only for a body in which this key is true: any other one only asks. */
    Operation recordedIf(String question, String action, String... fields) {
        return with(new Change(action, List.of(fields), question, false));
    }

    /** It only asks: the audit log has nothing of it. */
    Operation unrecorded() {
        return with(Change.NONE);
    }

    /** Its answer is configuration: everybody who may ask sees all of it. */
    Operation withoutPayloads() {
        return with(new Told(told.change(), true));
    }

    @Nullable Change change() {
        return told.change();
    }

    private Operation with(Change what) {
        return with(new Told(what, told.isPlain()));
    }

    private Operation with(Told what) {
        return new Operation(method, template, parameters, role, work, what);
    }

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

    /**
     * @throws Refusal 403 if the role is too small
     */
    void admit(Caller caller) {
        if (!caller.role().covers(role)) {
            throw new Refusal(
                    403,
                    "this needs the role "
                            + role.word()
                            + ", "
                            + caller.name()
                            + " has "
                            + caller.role().word());
        }
    }

    /**
     * @throws Refusal 400 for a parameter that it does not know
     */
    void check(Map<String, String> query) {
        for (String name : query.keySet()) {
            if (!parameters.contains(name)) {
                String allowed =
                        parameters.isEmpty()
                                ? "none"
                                : String.join(", ", parameters.stream().sorted().toList());
                throw new Refusal(400, "the query has \"" + name + "\", allowed here: " + allowed);
            }
        }
    }
}
