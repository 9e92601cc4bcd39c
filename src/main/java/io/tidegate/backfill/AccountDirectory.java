package io.tidegate.backfill;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All accounts of the identity provider, page by page. Each call waits for the answer, for seconds
 * at most, and fails with a {@link DirectoryFailed}.
 */
public interface AccountDirectory {

    /**
     * The first page.
     *
     * @param from only accounts that changed on this day or later; null: all
     * @param size accounts a page
     */
    Page first(@Nullable LocalDate from, int size);

    /** The page that another one's {@code next} names. */
    Page next(String cursor);

    /** One account as it is now; empty if it is gone. */
    Optional<Account> account(String uid);

    /**
     * @param total accounts on all pages, as the provider counts them
     * @param next null on the last page
     */
    record Page(long total, List<Account> accounts, @Nullable String next) {}

    /**
     * @param uid empty if the provider names none: then it cannot be told from others
     */
    record Account(String uid, Map<String, @Nullable Object> profile) {}
}
