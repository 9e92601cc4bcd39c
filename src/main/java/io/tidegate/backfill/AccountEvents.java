package io.tidegate.backfill;

import io.tidegate.event.BackfillType;
import io.tidegate.event.Event;
import io.tidegate.event.Json;
import io.tidegate.identity.Account;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes an account of a job the event that its connector gets. */
final class AccountEvents {
    private final UnaryOperator<@Nullable Object> redact;
    private final Clock clock;

    /**
     * @param redact takes passwords and whatever else nobody needs out of a profile
     */
    AccountEvents(UnaryOperator<@Nullable Object> redact, Clock clock) {
        this.redact = redact;
        this.clock = clock;
    }

    /** The same for the same account, so that one that comes again is a duplicate. */
    Event of(String connector, String source, Account account) {
        var attributes =
                new Event.Attributes(
                        account.uid(),
                        source,
                        BackfillType.of(connector),
                        account.uid(),
                        time(account.profile()),
                        Event.Attributes.Optional.NONE);
        Object data = Objects.requireNonNull(redact.apply(account.profile()));
        return new Event(attributes, Json.write(data));
    }

    /** When the account last changed, where it says so; a date before 1970 stands for never. */
    private String time(Map<String, @Nullable Object> profile) {
        try {
            Instant changed =
                    OffsetDateTime.parse(String.valueOf(profile.get("ModifiedDate"))).toInstant();
            return changed.isBefore(Instant.EPOCH)
                    ? clock.instant().toString()
                    : changed.toString();
        } catch (DateTimeException e) {
            return clock.instant().toString();
        }
    }
}
