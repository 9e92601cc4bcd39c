package io.tidegate.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each action has to do on an account that exists. */
final class Tasks {
    private static final String VERIFIED = "EmailVerified";
    private static final String PHONE_VERIFIED = "PhoneIdVerified";
    private static final String LOCKED = "IsLoginLocked";

    private final IdentityProvider provider;
    private final How how;

    Tasks(IdentityProvider provider, How how) {
        this.provider = provider;
        this.how = how;
    }

    List<Work> of(ActionInput input, Account account) throws ActionFailed {
        return switch (input.action()) {
            case CREATE_ACCOUNT -> unlessItDiffers(input, account);
            case UPDATE_ACCOUNT, UPSERT_ACCOUNT -> account(input, account);
            case DELETE_ACCOUNT -> throw new IllegalArgumentException("it is no write");
            case ADD_EMAIL -> only(input, account, Writable.EMAIL);
            case REMOVE_EMAIL -> Addresses.remove(input, account);
            case SET_PHONE -> only(input, account, Writable.PHONE);
            case SET_PASSWORD -> password(input);
            case BLOCK_ACCOUNT -> flag(account, LOCKED, true);
            case UNBLOCK_ACCOUNT -> flag(account, LOCKED, false);
            case ASSIGN_ROLES -> RoleWork.assign(mapped(input, Writable.ROLES), held(account));
            case UNASSIGN_ROLES -> RoleWork.unassign(mapped(input, Writable.ROLES), held(account));
            case SET_ROLE_CONTEXT ->
                    RoleWork.contexts(mapped(input, Writable.ROLE_CONTEXT), held(account));
            case CREATE_CUSTOM_OBJECT,
                    UPDATE_CUSTOM_OBJECT,
                    UPSERT_CUSTOM_OBJECT,
                    DELETE_CUSTOM_OBJECT ->
                    objects(input, account);
            case VERIFY_EMAIL -> flag(account, VERIFIED, true);
            case INVALIDATE_EMAIL -> invalidate(account, VERIFIED, Addresses.invalidate(input));
            case VERIFY_PHONE -> flag(account, PHONE_VERIFIED, true);
            case INVALIDATE_PHONE ->
                    invalidate(account, PHONE_VERIFIED, new Write.InvalidatePhone());
        };
    }

    private static @Nullable Object mapped(ActionInput input, String member) {
        return input.profile().get(member);
    }

    /** An account with all that is asked for is this create's own, whose answer was lost. */
    private List<Work> unlessItDiffers(ActionInput input, Account account) throws ActionFailed {
        List<Change> changes = new ProfileWork(Writable.of(input.profile()), account).changes();
        if (!changes.isEmpty()) {
            throw ActionFailed.giveUp(
                    "the account "
                            + account.uid()
                            + " exists already, with another "
                            + changes.get(0).field()
                            + "; upsert-account would write it");
        }
        return account(input, account);
    }

    private List<Work> account(ActionInput input, Account account) throws ActionFailed {
        List<Work> work = new ArrayList<>();
        work.add(new ProfileWork(Writable.of(input.profile()), account));
        Object roles = mapped(input, Writable.ROLES);
        Object contexts = mapped(input, Writable.ROLE_CONTEXT);
        if (!Fields.isEmpty(roles) || !Fields.isEmpty(contexts)) {
            RolesHeld held = held(account);
            work.addAll(RoleWork.assign(roles, held));
            work.addAll(RoleWork.contexts(contexts, held));
        }
        return work;
    }

    private static List<Work> only(ActionInput input, Account account, String member) {
        Map<String, @Nullable Object> profile = Writable.of(input.profile());
        profile.keySet().retainAll(List.of(member));
        return List.of(new ProfileWork(profile, account));
    }

    private static List<Work> flag(Account account, String member, boolean value) {
        Object is = account.profile().get(member);
        boolean already = value ? Boolean.TRUE.equals(is) : Boolean.FALSE.equals(is);
        Change change = new Change(member, is, value);
        return already
                ? List.of()
                : List.of(new Work.Single(change, new Write.Profile(Map.of(member, value))));
    }

    private static List<Work> invalidate(Account account, String member, Write write) {
        Object is = account.profile().get(member);
        return Boolean.FALSE.equals(is)
                ? List.of()
                : List.of(new Work.Single(new Change(member, is, false), write));
    }

    private static List<Work> password(ActionInput input) {
        String text = String.valueOf(mapped(input, Writable.PASSWORD));
        return List.of(new Work.Single(Change.password(), new Write.Password(text)));
    }

    private List<Work> objects(ActionInput input, Account account) throws ActionFailed {
        String object = Objects.requireNonNull(input.object(), "checked before");
        return new ObjectWork(input, object, provider.customObjects(account, object, how)).work();
    }

    private RolesHeld held(Account account) throws ActionFailed {
        return provider.roles(account, how);
    }
}
