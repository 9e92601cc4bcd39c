package io.tidegate.identity;

import io.tidegate.event.Json;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The users of a SCIM 2.0 server (RFC 7643, RFC 7644). */
public final class Scim implements IdentityProvider {
    static final String NAME = "SCIM";

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    /** Verified addresses, role contexts and custom objects are nothing that SCIM knows. */
    public static final Set<Action> ACTIONS =
            Collections.unmodifiableSet(
                    EnumSet.of(
                            Action.CREATE_ACCOUNT,
                            Action.UPDATE_ACCOUNT,
                            Action.UPSERT_ACCOUNT,
                            Action.DELETE_ACCOUNT,
                            Action.ADD_EMAIL,
                            Action.REMOVE_EMAIL,
                            Action.SET_PHONE,
                            Action.SET_PASSWORD,
                            Action.BLOCK_ACCOUNT,
                            Action.UNBLOCK_ACCOUNT,
                            Action.ASSIGN_ROLES,
                            Action.UNASSIGN_ROLES));

    /** More accounts of one key than this need not be told apart. */
    private static final int SEVERAL = 10;

    private final ScimCalls calls;
    private final String users;

    /**
     * @param base what {@code /Users} is below
     * @param credentials whose secret is the bearer token; asked for each call, and not kept
     */
    public Scim(Transport transport, URI base, Supplier<Credentials> credentials) {
        this.calls = new ScimCalls(transport, credentials);
        this.users = base.toString().replaceFirst("/+$", "") + "/Users";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Action> actions() {
        return ACTIONS;
    }

    @Override
    public List<Account> find(MatchKey key, How how) throws ActionFailed {
        if (key.field() == MatchField.UID) {
            return byId(key.value(), how);
        }
        String url =
                new Query(users)
                        .and("filter", filter(key))
                        .and("count", String.valueOf(SEVERAL))
                        .text();
        List<Account> found = new ArrayList<>();
        for (Account account : accounts(calls.call("GET", url, null, how))) {
            if (key.field().keys(account.profile()).stream().anyMatch(held -> names(key, held))) {
                found.add(account);
            }
        }
        return found;
    }

    private List<Account> byId(String id, How how) throws ActionFailed {
        try {
            return List.of(get(id, how));
        } catch (ActionFailed failed) {
            if (ScimCalls.isNotThere(failed)) {
                return List.of();
            }
            throw failed;
        }
    }

    private Account get(String id, How how) throws ActionFailed {
        return ScimUser.account(calls.call("GET", user(id), null, how));
    }

    private String user(String id) throws ActionFailed {
        return users + "/" + Query.step(id);
    }

    private static String filter(MatchKey key) {
        return switch (key.field()) {
            case UID -> "id eq " + Json.text(key.value());
            case EMAIL -> "emails.value eq " + Json.text(key.value());
            case PHONE_ID -> "phoneNumbers.value eq " + Json.text(key.value());
            case USER_NAME -> "userName eq " + Json.text(key.value());
            case EXTERNAL_ID -> "externalId eq " + Json.text(ScimWriter.externalId(key));
        };
    }

    /** A server may answer more than was asked for; user names are compared in any case there. */
    private static boolean names(MatchKey key, MatchKey held) {
        return key.field() == MatchField.USER_NAME
                ? key.value().equalsIgnoreCase(held.value())
                : key.names(held);
    }

    @Override
    public Account create(Map<String, @Nullable Object> profile, How how) throws ActionFailed {
        Map<String, @Nullable Object> user = new LinkedHashMap<>();
        user.put("schemas", List.of(USER));
        user.put("userName", userName(profile));
        ScimWriter.attributes(profile, profile.get("PhoneId"))
                .forEach((path, value) -> put(user, path, value));
        return ScimUser.account(calls.call("POST", users, user, how));
    }

    /** Every SCIM user has one; an address is the usual one. */
    private static String userName(Map<String, @Nullable Object> profile) throws ActionFailed {
        for (MatchField field :
                List.of(MatchField.USER_NAME, MatchField.EMAIL, MatchField.PHONE_ID)) {
            for (MatchKey key : field.keys(profile)) {
                return key.value();
            }
        }
        throw ActionFailed.giveUp("a SCIM user needs a UserName, an Email or a PhoneId");
    }

    private static void put(
            Map<String, @Nullable Object> user, String path, @Nullable Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            user.put(path, value);
        } else {
            String name = path.substring(0, dot);
            Map<String, @Nullable Object> parts =
                    user.get(name) instanceof Map<?, ?> map
                            ? Profiles.copy(map)
                            : new LinkedHashMap<>();
            parts.put(path.substring(dot + 1), value);
            user.put(name, parts);
        }
    }

    @Override
    public Account write(Account account, Write write, How how) throws ActionFailed {
        Map<String, Object> patch = new LinkedHashMap<>();
        patch.put("schemas", List.of(PATCH));
        patch.put("Operations", ScimPatch.operations(account, write));
        Map<String, @Nullable Object> user = calls.call("PATCH", user(account.uid()), patch, how);
        return user.isEmpty() ? get(account.uid(), how) : ScimUser.account(user);
    }

    @Override
    public void delete(Account account, How how) throws ActionFailed {
        try {
            calls.call("DELETE", user(account.uid()), null, how);
        } catch (ActionFailed failed) {
            if (!ScimCalls.isNotThere(failed)) {
                throw failed;
            }
        }
    }

    @Override
    public RolesHeld roles(Account account, How how) throws ActionFailed {
        Object roles = account.profile().get("Roles");
        return new RolesHeld(RoleWork.texts(roles), List.of());
    }

    @Override
    public List<CustomObject> customObjects(Account account, String object, How how)
            throws ActionFailed {
        throw ActionFailed.giveUp("SCIM has no custom objects");
    }

    /** By position, so that a deletion meanwhile may shift one out of sight. */
    @Override
    public AccountPage page(@Nullable LocalDate from, int size, @Nullable String cursor, How how)
            throws ActionFailed {
        long start = cursor == null ? 1 : Long.parseLong(cursor);
        Query query =
                new Query(users)
                        .and("startIndex", String.valueOf(start))
                        .and("count", String.valueOf(size));
        if (from != null) {
            query = query.and("filter", "meta.lastModified ge \"" + from + "T00:00:00Z\"");
        }
        Map<String, @Nullable Object> answer = calls.call("GET", query.text(), null, how);
        List<Account> accounts = accounts(answer);
        long total = answer.get("totalResults") instanceof Number number ? number.longValue() : -1;
        long next = start + accounts.size();
        boolean more = !accounts.isEmpty() && next <= total;
        return new AccountPage(accounts, total, more ? String.valueOf(next) : null);
    }

    private static List<Account> accounts(Map<String, @Nullable Object> answer)
            throws ActionFailed {
        List<Account> accounts = new ArrayList<>();
        for (Map<?, ?> user : Fields.elements(answer.get("Resources"))) {
            accounts.add(ScimUser.account(Profiles.copy(user)));
        }
        return accounts;
    }

    @Override
    public boolean isTaken(ActionFailed failed) {
        return ScimCalls.isTaken(failed);
    }
}
