package io.tidegate.sandbox.identity;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What belongs to one account only. */
final class Unique {
    private Unique() {}

    /**
     * @param uid of the account that is to have it; empty: a new one
     * @throws Refused if another account has it
     */
    static void check(SqlAccounts accounts, Map<String, @Nullable Object> changes, String uid) {
        for (String email : Profiles.emails(changes)) {
            check(accounts, SqlAccounts.Key.EMAIL, email, uid);
        }
        check(accounts, SqlAccounts.Key.PHONE, As.text(changes.get("PhoneId")), uid);
        check(accounts, SqlAccounts.Key.USERNAME, As.text(changes.get("UserName")), uid);
    }

    private static void check(
            SqlAccounts accounts, SqlAccounts.Key key, @Nullable String value, String uid) {
        String owner = value == null ? null : accounts.uid(key, value);
        if (owner == null || owner.equals(uid)) {
            return;
        }
        throw switch (key) {
            case EMAIL -> taken(936, "The e-mail exists", "e-mail address " + value);
            case PHONE -> taken(1058, "The phone number exists", "phone number " + value);
            case USERNAME -> taken(1017, "The user name exists", "user name " + value);
        };
    }

    private static Refused taken(int code, String title, String what) {
        return Refused.bad(code, title, "another account has the " + what);
    }
}
