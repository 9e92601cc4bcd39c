package io.tidegate.identity;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * LoginRadius' management API, as its public documentation has it; the finding by external ids and
 * the pages of all accounts are its Cloud Directory.
 */
public final class LoginRadius implements IdentityProvider {
    static final String NAME = "LoginRadius";

    /** What the Cloud Directory takes in a second, of a site with up to 10 million users. */
    private static final int SEARCHES = 10;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final String ACCOUNTS = "/identity/v2/manage/account";

    private final LoginRadiusCalls calls;
    private final String base;
    private final Authentication authentication;
    private final LoginRadiusDirectory directory;

    /**
     * @param base such as {@code https://api.loginradius.com}
     * @param credentials asked for each call, and not kept
     */
    public LoginRadius(
            Transport transport,
            URI base,
            Authentication authentication,
            Supplier<Credentials> credentials,
            Clock clock) {
        this.calls = new LoginRadiusCalls(transport, credentials, clock);
        this.base = base.toString().replaceFirst("/+$", "");
        this.authentication = authentication;
        Transport searches = new RateLimit(SEARCHES, LONGEST_WAIT).over(transport);
        this.directory =
                new LoginRadiusDirectory(
                        new LoginRadiusCalls(searches, credentials, clock), this.base, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Action> actions() {
        return EnumSet.allOf(Action.class);
    }

    @Override
    public List<Account> find(MatchKey key, How how) throws ActionFailed {
        try {
            return switch (key.field()) {
                case UID -> List.of(account(get(account(key.value()), how)));
                case EMAIL -> byEmail(key.value(), how);
                case PHONE_ID -> List.of(account(get(by("phone", key), how)));
                case USER_NAME -> List.of(account(get(by("username", key), how)));
                case EXTERNAL_ID -> byExternalId(key, how);
            };
        } catch (ActionFailed failed) {
            if (LoginRadiusCalls.isNoAccount(failed)) {
                return List.of();
            }
            throw failed;
        }
    }

    private String by(String name, MatchKey key) {
        return new Query(base + ACCOUNTS).and(name, key.value()).text();
    }

    private List<Account> byEmail(String address, How how) throws ActionFailed {
        String url = new Query(base + ACCOUNTS + "/identities").and("email", address).text();
        List<Account> accounts = new ArrayList<>();
        for (Map<?, ?> profile : Fields.elements(get(url, how).get("Data"))) {
            accounts.add(account(Profiles.copy(profile)));
        }
        return accounts;
    }

    /** The directory lags behind: it names accounts, which are then read and looked at. */
    private List<Account> byExternalId(MatchKey key, How how) throws ActionFailed {
        List<Account> accounts = new ArrayList<>();
        for (String uid : directory.withExternalId(key, how)) {
            for (Account account : find(new MatchKey(MatchField.UID, uid), how)) {
                if (MatchField.EXTERNAL_ID.keys(account.profile()).stream().anyMatch(key::names)) {
                    accounts.add(account);
                }
            }
        }
        return accounts;
    }

    @Override
    public Account create(Map<String, @Nullable Object> profile, How how) throws ActionFailed {
        return account(call("POST", base + ACCOUNTS, profile, how));
    }

    @Override
    public Account write(Account account, Write write, How how) throws ActionFailed {
        return new LoginRadiusWrites(
                        (method, url, body) -> call(method, url, body, how), account(account.uid()))
                .write(account, write);
    }

    @Override
    public void delete(Account account, How how) throws ActionFailed {
        try {
            call("DELETE", account(account.uid()), null, how);
        } catch (ActionFailed failed) {
            if (!LoginRadiusCalls.isNoAccount(failed)) {
                throw failed;
            }
        }
    }

    @Override
    public RolesHeld roles(Account account, How how) throws ActionFailed {
        String url = account(account.uid());
        List<String> roles = RoleWork.texts(get(url + "/role", how).get("Roles"));
        List<Map<String, @Nullable Object>> contexts = new ArrayList<>();
        for (Map<?, ?> context : Fields.elements(get(url + "/rolecontext", how).get("Data"))) {
            contexts.add(Profiles.copy(context));
        }
        return new RolesHeld(roles, contexts);
    }

    @Override
    public List<CustomObject> customObjects(Account account, String object, How how)
            throws ActionFailed {
        List<CustomObject> records = new ArrayList<>();
        Map<String, @Nullable Object> answer =
                get(LoginRadiusWrites.record(account(account.uid()), "", object), how);
        Object list = answer.containsKey("data") ? answer.get("data") : answer.get("Data");
        for (Map<?, ?> record : Fields.elements(list)) {
            Object members = record.get("CustomObject");
            records.add(
                    new CustomObject(
                            String.valueOf(record.get("Id")),
                            members instanceof Map<?, ?> map ? Profiles.copy(map) : Map.of()));
        }
        return records;
    }

    @Override
    public AccountPage page(@Nullable LocalDate from, int size, @Nullable String cursor, How how)
            throws ActionFailed {
        return directory.page(from, size, cursor, how);
    }

    @Override
    public boolean isTaken(ActionFailed failed) {
        return LoginRadiusError.isTaken(failed.code());
    }

    private String account(String uid) throws ActionFailed {
        return base + ACCOUNTS + "/" + Query.step(uid);
    }

    private Map<String, @Nullable Object> get(String url, How how) throws ActionFailed {
        return call("GET", url, null, how);
    }

    private Map<String, @Nullable Object> call(
            String method, String url, @Nullable Object body, How how) throws ActionFailed {
        return calls.call(authentication, method, url, body, how);
    }

    static Account account(Map<String, @Nullable Object> profile) throws ActionFailed {
        if (profile.get("Uid") instanceof String uid && !uid.isEmpty()) {
            return new Account(uid, profile);
        }
        throw ActionFailed.repeat(NAME + " answered with an account that has no Uid");
    }
}
