package io.tidegate.identity;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the account that an action is about. */
final class Lookup {
    private static final int SHOWN = 5;

    private final IdentityProvider provider;
    private final How how;

    Lookup(IdentityProvider provider, How how) {
        this.provider = provider;
        this.how = how;
    }

    /** The account that the first key with any finds; empty: no key finds one. */
    Optional<Account> find(List<MatchKey> keys) throws ActionFailed {
        for (MatchKey key : keys) {
            List<Account> found = provider.find(key, how);
            if (found.size() > 1) {
                throw several(key, found);
            }
            if (!found.isEmpty()) {
                return Optional.of(found.get(0));
            }
        }
        return Optional.empty();
    }

    private static ActionFailed several(MatchKey key, List<Account> found) {
        return ActionFailed.giveUp(
                found.size()
                        + " accounts have the "
                        + key
                        + " ("
                        + found.stream()
                                .limit(SHOWN)
                                .map(Account::uid)
                                .collect(Collectors.joining(", "))
                        + (found.size() > SHOWN ? ", …" : "")
                        + "): which one is meant cannot be told; merge them, or match by Uid");
    }
}
