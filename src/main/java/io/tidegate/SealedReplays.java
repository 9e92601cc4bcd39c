package io.tidegate;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.event.Sealing;
import io.tidegate.failedquery.FailedQueries;
import io.tidegate.failedquery.FailedQuery;
import io.tidegate.failedquery.FailedQueryFilter;
import io.tidegate.failedquery.FailedQueryPage;
import io.tidegate.failedquery.Replay;
import io.tidegate.failedquery.Replay.Edited;
import io.tidegate.failedquery.Resolved;
import io.tidegate.failedquery.Resolved.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Failed queries whose edited actions are stored without a password that can be read. */
final class SealedReplays implements FailedQueries {
    private static final String IDENTITY = "identity:";
    private static final String PROFILE = "profile";
    private static final String PASSWORD = "Password";

    private final FailedQueries queries;
    private final @Nullable Sealing sealing;

    /**
     * @param sealing null: it can only be done by the server
     */
    SealedReplays(FailedQueries queries, @Nullable Sealing sealing) {
        this.queries = queries;
        this.sealing = sealing;
    }

    @Override
    public FailedQueryPage list(FailedQueryFilter filter, long beforeId, int limit) {
        return queries.list(filter, beforeId, limit);
    }

    @Override
    public Optional<FailedQuery> get(long id) {
        return queries.get(id);
    }

    @Override
    public Resolved replay(long id, Replay how, String by) {
        FailedQuery query =
                how instanceof Edited edit && edit.body() != null
                        ? queries.get(id).filter(SealedReplays::isOfAction).orElse(null)
                        : null;
        Map<String, @Nullable Object> action = query == null ? null : action((Edited) how);
        if (query == null || action == null) {
            return queries.replay(id, how, by);
        }
        Sealing with = sealing;
        if (with == null) {
            return new Resolved.Refused(
                    Reason.CONFLICT,
                    "a new password is sealed before it is stored, which only a running server can do:"
                            + " start it and replay again; nothing was changed");
        }
        Edited edit = (Edited) how;
        return queries.replay(
                id,
                new Edited(
                        edit.url(),
                        edit.headers(),
                        new Replay.Body(sealed(action, query.origin().connector(), with))),
                by);
    }

    private static boolean isOfAction(FailedQuery query) {
        return query.request() != null && query.request().url().startsWith(IDENTITY);
    }

    /** What an edit makes of an action, if it has a password that is not sealed; else null. */
    @SuppressWarnings("unchecked")
    private static @Nullable Map<String, @Nullable Object> action(Edited edit) {
        byte[] body = edit.body() == null ? null : edit.body().bytes();
        if (body == null) {
            return null;
        }
        try {
            return Json.parse(body) instanceof Map<?, ?> action
                            && action.get(PROFILE) instanceof Map<?, ?> profile
                            && profile.get(PASSWORD) instanceof String text
                            && !Sealing.isSealed(text)
                    ? (Map<String, @Nullable Object>) action
                    : null;
        } catch (InvalidJson e) {
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static byte[] sealed(
            Map<String, @Nullable Object> action, String connector, Sealing with) {
        Map<String, @Nullable Object> profile =
                new LinkedHashMap<>(
                        (Map<String, @Nullable Object>)
                                Objects.requireNonNull(action.get(PROFILE)));
        profile.put(PASSWORD, with.seal(connector, String.valueOf(profile.get(PASSWORD))));
        Map<String, @Nullable Object> sealed = new LinkedHashMap<>(action);
        sealed.put(PROFILE, profile);
        return Json.write(sealed);
    }

    @Override
    public Resolved discard(long id, String by) {
        return queries.discard(id, by);
    }
}
