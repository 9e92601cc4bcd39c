package io.tidegate.destination;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.event.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The judge of a third party's answers.
 *
 * @param destination its name, for reasons
 * @param retry null: whatever is no success is repeated
 * @param alreadyDone which answers mean that the third party has it already
 * @param recordId where its record's id stands in the answer
 */
public record Answers(
        String destination,
        Condition success,
        @Nullable Condition retry,
        @Nullable Condition alreadyDone,
        @Nullable Path recordId) {

    /**
     * @param status null: no status is meant by it
     * @param body what must select something in the answer; null: any body will do
     */
    public record Condition(@Nullable Statuses status, @Nullable Path body) {
        boolean has(int code) {
            return status != null && status.contains(code);
        }

        private boolean holds(int code, @Nullable Object answer) {
            return has(code) && (body == null || body.selects(answer));
        }
    }

    /**
     * @param said the answer in words, such as {@code the third party answered 422}
     */
    public Verdict judge(int status, byte[] body, String said) {
        Object answer = isRead() ? parsed(body) : null;
        if (success.holds(status, answer)) {
            return new Verdict.Success(id(answer));
        }
        if (alreadyDone != null && alreadyDone.holds(status, answer)) {
            return new Verdict.Success(id(answer));
        }
        String reason = success.has(status) ? said + denied() : said;
        if (retry == null || isWorthRepeating(retry, status, answer)) {
            return new Verdict.Repeat(reason);
        }
        return new Verdict.Refused(
                reason
                        + "; the same request is not sent again, "
                        + destination
                        + " repeats "
                        + repeats(retry, status));
    }

    /** The id in the answer of a success that was recorded before. */
    public @Nullable String recordId(byte[] body) {
        return recordId == null ? null : id(parsed(body));
    }

    private boolean isWorthRepeating(Condition when, int status, @Nullable Object answer) {
        boolean byBody = when.body() != null && when.body().selects(answer);
        return success.has(status) ? byBody : when.has(status) || byBody;
    }

    private String denied() {
        return ", but its body denies success (" + success.body() + " selects nothing)";
    }

    private String repeats(Condition when, int status) {
        String body = when.body() == null ? "" : "if " + when.body() + " selects something";
        if (success.has(status) || when.status() == null) {
            return body.isEmpty() ? "no such answer" : "it only " + body;
        }
        return "only " + when.status() + (body.isEmpty() ? "" : ", or " + body);
    }

    private boolean isRead() {
        return recordId != null
                || success.body() != null
                || (retry != null && retry.body() != null)
                || (alreadyDone != null && alreadyDone.body() != null);
    }

    /** An id is a text, whatever a third party makes of it. */
    private @Nullable String id(@Nullable Object answer) {
        Object id = recordId == null ? null : recordId.first(answer, null);
        return id == null || id instanceof Map || id instanceof List ? null : id.toString();
    }

    /** What is not JSON has nothing to select. */
    private static @Nullable Object parsed(byte[] body) {
        try {
            return body.length == 0 ? null : Json.parse(body);
        } catch (InvalidJson notJson) {
            return null;
        }
    }
}
