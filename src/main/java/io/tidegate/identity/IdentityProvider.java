package io.tidegate.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A system that keeps accounts. Every call blocks until the provider has answered, and may be made
 * from any thread. Profiles are in the words of the profile's table, whatever the provider's are.
 */
public interface IdentityProvider {
    /** For messages: {@code LoginRadius}. */
    String name();

    /** What can be done on it; a connector that asks for another action is refused as it loads. */
    Set<Action> actions();

    /** Every account with this value. */
    List<Account> find(MatchKey key, How how) throws ActionFailed;

    /**
     * @param profile with a password
     * @throws ActionFailed whose {@link #isTaken} says whether another account has one of its keys
     */
    Account create(Map<String, @Nullable Object> profile, How how) throws ActionFailed;

    /** The account as it is afterwards, as far as the provider answers it. */
    Account write(Account account, Write write, How how) throws ActionFailed;

    /** An account that is not there is no failure. */
    void delete(Account account, How how) throws ActionFailed;

    RolesHeld roles(Account account, How how) throws ActionFailed;

    List<CustomObject> customObjects(Account account, String object, How how) throws ActionFailed;

    /**
     * Some of all accounts, in an order that goes on.
     *
     * @param from the first day of those whose accounts are wanted; null: all
     * @param cursor {@link AccountPage#next} of the page before; null: the first page
     */
    AccountPage page(@Nullable LocalDate from, int size, @Nullable String cursor, How how)
            throws ActionFailed;

    /** Whether an account cannot be created since there is one already. */
    boolean isTaken(ActionFailed failed);
}
