package io.tidegate.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation changes, as the audit log names it.
 *
 * @param action a thing and a verb, such as {@code connector.activate}
 * @param fields of the thing that are kept as they were before and after; none: what was there
 *     before unless it is made by a POST, and what is answered
 * @param question the key of a body that decides, if it is true
 * @param asks whether such a body only asks; else any other one does
 */
record Change(String action, List<String> fields, @Nullable String question, boolean asks) {
    /** A POST that changes nothing: it only asks. */
    static final Change NONE = new Change("", List.of(), null, true);

    boolean isMadeBy(Call call) {
        return this != NONE && (question == null || isTrue(question, call) != asks);
    }

    private static boolean isTrue(String question, Call call) {
        try {
            Map<?, ?> body = call.object();
            return Boolean.TRUE.equals(body.get(question));
        } catch (Refusal e) {
            return false; // the operation will say so itself
        }
    }
}
