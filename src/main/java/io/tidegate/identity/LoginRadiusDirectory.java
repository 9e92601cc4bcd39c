package io.tidegate.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** LoginRadius' Cloud Directory: all accounts, page by page, and those that a rule selects. */
final class LoginRadiusDirectory {
    private static final String API = "https://api.loginradius.com";
    private static final String DIRECTORY = "https://cloud-api.loginradius.com";

    /** Nobody registered there before. */
    private static final LocalDate FIRST = LocalDate.of(2010, 1, 1);

    private static final int FEWEST = 2;
    private static final int MOST = 999;

    /** Accounts that one external id may have before the rest does not matter. */
    private static final int SEVERAL = 10;

    private final LoginRadiusCalls calls;
    private final String url;
    private final Clock clock;

    LoginRadiusDirectory(LoginRadiusCalls calls, String base, Clock clock) {
        this.calls = calls;
        this.url = (base.equals(API) ? DIRECTORY : base) + "/identity";
        this.clock = clock;
    }

    List<String> withExternalId(MatchKey key, How how) throws ActionFailed {
        List<Object> rules = new ArrayList<>();
        rules.add(rule("ExternalIds.SourceId", key.value()));
        if (!key.source().isEmpty()) {
            rules.add(rule("ExternalIds.Source", key.source()));
        }
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("operator", "AND");
        group.put("rules", rules);
        Map<String, @Nullable Object> answer =
                ask(body(null, SEVERAL, Map.of("group", group)), how);
        return accounts(answer).stream().map(Account::uid).toList();
    }

    private static Map<String, Object> rule(String name, String value) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("name", name);
        rule.put("operator", "=");
        rule.put("value", value);
        return rule;
    }

    AccountPage page(@Nullable LocalDate from, int size, @Nullable String cursor, How how)
            throws ActionFailed {
        Map<String, @Nullable Object> answer =
                cursor == null ? ask(body(from, size, Map.of()), how) : goOn(cursor, how);
        Object next = answer.get("next");
        return new AccountPage(
                accounts(answer),
                answer.get("total") instanceof Number total ? total.longValue() : -1,
                next instanceof String text && !text.isEmpty() ? text : null);
    }

    private Map<String, Object> body(
            @Nullable LocalDate from, int size, Map<String, Object> rules) {
        Map<String, Object> body = new LinkedHashMap<>();
        LocalDate tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        body.put("from", (from == null ? FIRST : from).toString());
        body.put("to", tomorrow.toString());
        body.put("q", rules);
        body.put("size", Math.max(FEWEST, Math.min(MOST, size)));
        return body;
    }

    /** Only the query is documented as a place for the credentials here. */
    private Map<String, @Nullable Object> ask(Object body, How how) throws ActionFailed {
        return calls.call(Authentication.QUERY, "POST", url, body, reading(how));
    }

    private Map<String, @Nullable Object> goOn(String cursor, How how) throws ActionFailed {
        String next = new Query(url).and("next", cursor).text();
        return calls.call(Authentication.QUERY, "GET", next, null, reading(how));
    }

    private static How reading(How how) {
        return new How(false, how.calls());
    }

    private static List<Account> accounts(Map<String, @Nullable Object> answer)
            throws ActionFailed {
        List<Account> accounts = new ArrayList<>();
        for (Map<?, ?> profile : Fields.elements(answer.get("data"))) {
            accounts.add(LoginRadius.account(Profiles.copy(profile)));
        }
        return accounts;
    }
}
