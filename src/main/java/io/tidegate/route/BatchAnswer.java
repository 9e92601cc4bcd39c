package io.tidegate.route;

import io.tidegate.connector.Batch;
import io.tidegate.delivery.Reply;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.InvalidPath;
import io.tidegate.event.Json;
import io.tidegate.event.Path;
import io.tidegate.event.TooMuchWork;
import io.tidegate.rule.InvalidRule;
import io.tidegate.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the answer to a batch says of each of its records. */
final class BatchAnswer {
    private static final int MAX_ERROR = 1_000;

    private final Path at;
    private final Rule success;
    private final @Nullable Path error;

    /**
     * @param reply as if the record had been sent alone
     * @param error why it was not taken, though the answer is a 2xx; null: the reply says it
     */
    record One(Reply reply, @Nullable String error) {}

    BatchAnswer(Batch.Outcomes outcomes) {
        try {
            this.at = Path.compile(outcomes.at());
            this.success = Rule.compile(outcomes.success());
            this.error = outcomes.error() == null ? null : Path.compile(outcomes.error());
        } catch (InvalidPath | InvalidRule e) {
            throw new IllegalStateException("a bug: it was checked when it was read", e);
        }
    }

    /** The same of all. */
    static List<One> alike(Reply reply, int records) {
        return Collections.nCopies(records, new One(reply, null));
    }

    List<One> of(Reply reply, int records) {
        if (!(reply instanceof Reply.Answered answered) || !answered.isSuccess()) {
            return alike(reply, records);
        }
        try {
            return each(answered, records);
        } catch (InvalidJson e) {
            return unknown(answered, records, "the answer is not JSON: " + e.getMessage());
        } catch (TooMuchWork e) { // the third party's text and the author's expression, together
            return unknown(answered, records, "the answer cannot be judged: " + e.getMessage());
        }
    }

    private List<One> each(Reply.Answered answered, int records) throws InvalidJson {
        List<@Nullable Object> results = results(Json.parse(answered.body()));
        if (results.size() != records) {
            return unknown(
                    answered,
                    records,
                    at.expression()
                            + " selects "
                            + results.size()
                            + " results in the answer, and "
                            + records
                            + " records were sent");
        }
        List<One> each = new ArrayList<>();
        results.forEach(result -> each.add(one(answered, result)));
        return each;
    }

    /** The elements of the one list that is selected, or what is selected. */
    private List<@Nullable Object> results(@Nullable Object body) {
        List<@Nullable Object> selected = at.select(body);
        return selected.size() == 1 && selected.get(0) instanceof List<?> list
                ? Collections.unmodifiableList(list)
                : selected;
    }

    /** Maybe they were taken, maybe not: none counts as delivered. */
    private static List<One> unknown(Reply.Answered answered, int records, String why) {
        return Collections.nCopies(
                records,
                new One(answered, "what became of the records of the batch is not known: " + why));
    }

    @SuppressWarnings("unchecked")
    private One one(Reply.Answered answered, @Nullable Object result) {
        Reply.Answered own =
                new Reply.Answered(answered.status(), answered.headers(), Json.write(result));
        if (!(result instanceof Map<?, ?> map)) {
            return new One(own, "its result in the batch's answer is not an object");
        }
        return new One(own, success.holds((Map<String, Object>) map) ? null : refused(map));
    }

    private String refused(Map<?, ?> result) {
        Object why = error == null ? null : error.first(result, null);
        String text = why == null ? "" : why instanceof String said ? said : Json.text(why);
        String cut = text.length() > MAX_ERROR ? text.substring(0, MAX_ERROR) + "…" : text;
        return "the third party did not take this record of the batch"
                + (cut.isEmpty() ? "" : ": " + cut);
    }
}
