package io.tidegate.backfill;

import io.tidegate.identity.Account;
import io.tidegate.identity.AccountPage;
import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.How;
import io.tidegate.identity.MatchField;
import io.tidegate.identity.MatchKey;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All accounts of an identity provider, read only. What it cannot give is a DirectoryFailed. */
final class AccountDirectory {
    private final Identity identity;

    AccountDirectory(Identity identity) {
        this.identity = identity;
    }

    /**
     * @param cursor null: the first page
     */
    AccountPage page(@Nullable LocalDate from, int size, @Nullable String cursor) {
        try {
            return identity.provider().page(from, size, cursor, How.plain());
        } catch (ActionFailed e) {
            throw failed(e);
        }
    }

    /** As it is now; empty if it is gone. */
    Optional<Account> account(String uid) {
        try {
            return identity.provider().find(new MatchKey(MatchField.UID, uid), How.plain()).stream()
                    .findFirst();
        } catch (ActionFailed e) {
            throw failed(e);
        }
    }

    /** A wrong credential is mended by an operator, and then the same question gets an answer. */
    private static DirectoryFailed failed(ActionFailed e) {
        int status = e.response() == null ? 0 : e.response().status();
        boolean mended = e.isToRepeat() || status == 401 || status == 403;
        long after = e.after() == null ? 0 : e.after().toMillis();
        return new DirectoryFailed(String.valueOf(e.getMessage()), !mended, after);
    }
}
