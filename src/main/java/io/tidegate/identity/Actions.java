package io.tidegate.identity;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Carries out actions on one provider. An action that is repeated looks again at what there is, so
 * that one whose answer was lost is found done. Stateless; any number of threads.
 */
public final class Actions {
    private final IdentityProvider provider;

    public Actions(IdentityProvider provider) {
        this.provider = provider;
    }

    /**
     * Looks the account up, compares, asks the guard, writes. Blocks.
     *
     * @throws ActionFailed whether part of it was written or not; {@link How#calls} tells
     */
    public ActionResult carryOut(ActionInput input, WriteGuard guard, How how) throws ActionFailed {
        check(input);
        Optional<Account> found = new Lookup(provider, how).find(input.match());
        if (input.action() == Action.DELETE_ACCOUNT) {
            return new Deletion(provider, guard, how).delete(input, found.orElse(null));
        }
        if (found.isPresent()) {
            return update(input, found.get(), guard, how);
        }
        return switch (input.action()) {
            case CREATE_ACCOUNT, UPSERT_ACCOUNT -> create(input, guard, how);
            default -> throw notFound(input);
        };
    }

    private void check(ActionInput input) throws ActionFailed {
        Action action = input.action();
        if (!provider.actions().contains(action)) {
            throw ActionFailed.giveUp(
                    action.word() + " is nothing that " + provider.name() + " can do");
        }
        String missing = action.missing(input.profile());
        if (missing != null) {
            throw ActionFailed.giveUp(
                    action.word() + " needs " + missing + ", and the profile has none");
        }
        if (action.takesObject() && input.object() == null) {
            throw ActionFailed.giveUp(action.word() + " needs the name of the custom object");
        }
        if (action.needsMatch() && input.match().isEmpty()) {
            throw ActionFailed.giveUp(
                    action.word()
                            + " needs a value that the account is found by, and the profile has none");
        }
    }

    private static ActionFailed notFound(ActionInput input) {
        String keys =
                input.match().stream().map(MatchKey::toString).collect(Collectors.joining(", "));
        return ActionFailed.giveUp(
                "no account has the " + keys + "; " + input.action().word() + " creates none");
    }

    private ActionResult create(ActionInput input, WriteGuard guard, How how) throws ActionFailed {
        Creation creation = new Creation(provider, guard, how);
        try {
            return creation.create(input);
        } catch (ActionFailed failed) {
            Optional<Account> since =
                    provider.isTaken(failed) ? againBy(input, how) : Optional.empty();
            return update(input, since.orElseThrow(() -> failed), guard, how);
        }
    }

    /** Somebody was faster, or an earlier attempt's answer was lost. */
    private Optional<Account> againBy(ActionInput input, How how) throws ActionFailed {
        return new Lookup(provider, how).find(input.match());
    }

    private ActionResult update(ActionInput input, Account account, WriteGuard guard, How how)
            throws ActionFailed {
        List<Work> work = new Tasks(provider, how).of(input, account);
        return new Writing(provider, guard, how).write(input, account, work);
    }
}
