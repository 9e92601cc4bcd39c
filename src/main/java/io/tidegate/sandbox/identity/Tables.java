package io.tidegate.sandbox.identity;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is stored, to be used within a transaction. */
record Tables(
        SqlAccounts accounts, SqlRoles roles, SqlObjects objects, SqlOutbox outbox, Clock clock) {

    /** UTC, to the millisecond. */
    String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** The account that a path names. */
    Map<String, @Nullable Object> account(Call call) {
        String uid = call.needed("uid");
        Map<String, @Nullable Object> profile = accounts.byUid(uid);
        if (profile == null) {
            throw Refused.noAccount("Uid", uid);
        }
        return profile;
    }

    /** Keeps a changed profile. */
    void save(Map<String, @Nullable Object> profile) {
        String now = now();
        profile.put("ModifiedDate", now);
        profile.put("ProfileModifiedDate", now);
        accounts.update(profile);
    }

    /**
     * Tells of a change by a webhook, in the same transaction, unless the call asks for silence.
     *
     * @param event as it is spelled in the list of events
     */
    void tell(Call call, String event, String uid, Map<String, @Nullable Object> data) {
        if (call.quiet()) {
            return;
        }
        String id = UUID.randomUUID().toString();
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("HookName", event.toLowerCase(Locale.ROOT));
        envelope.put("Time", now());
        envelope.put("HookId", id);
        envelope.put("Data", data);
        outbox.add(new SqlOutbox.Letter(uid, event, id, envelope), clock.millis());
    }
}
