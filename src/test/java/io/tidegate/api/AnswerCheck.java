package io.tidegate.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether requests and answers have the shapes that the OpenAPI document gives them. */
final class AnswerCheck {
    private final DeclaredShapes shapes;

    AnswerCheck(Api api) {
        this.shapes = new DeclaredShapes(new OpenApi().document(api.operations()));
    }

    /** Throws if they have not, or if the document knows nothing of such an answer. */
    void check(String method, String uri, @Nullable String sent, int status, String body) {
        String operation = shapes.operation(method, uri);
        if (operation == null || isStandIn(operation) || !body.startsWith("{")) {
            return;
        }
        List<String> wrong = new ArrayList<>(shapes.ofAnswer(operation, status, body));
        if (status < 400) {
            wrong.addAll(shapes.ofRequest(operation, sent));
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError(
                    "not as the document says: " + String.join("; ", wrong) + " in " + body);
        }
    }

    /** What answers those here is the test's own. */
    private static boolean isStandIn(String operation) {
        return operation.endsWith("/dry-run") || operation.endsWith("/try");
    }
}
