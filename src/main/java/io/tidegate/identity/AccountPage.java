package io.tidegate.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of all accounts.
 *
 * @param total of all pages, as far as the provider knows; -1: it does not
 * @param next where the next page begins; null: this is the last
 */
public record AccountPage(List<Account> accounts, long total, @Nullable String next) {
    public AccountPage {
        accounts = List.copyOf(accounts);
    }
}
