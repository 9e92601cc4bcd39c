package io.tidegate.sandbox.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** E-mail addresses, phone and password of an account, and whether they are verified. */
final class ContactCalls {
    private static final int TOKEN_SECONDS = 7 * 24 * 60 * 60;

    private ContactCalls() {}

    /** One of the same type takes the place of the old one. */
    static Object upsertEmail(Tables tables, Call call) {
        Map<String, @Nullable Object> profile = tables.account(call);
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("Email", Profiles.spelled(call.body()).get("Email"));
        if (As.list(given.get("Email")).isEmpty()) {
            call.neededText("Email");
        }
        ProfileRules.check(given);
        Unique.check(tables.accounts(), given, Profiles.uid(profile));
        List<@Nullable Object> emails = new ArrayList<>(As.list(profile.get("Email")));
        for (Object one : As.list(given.get("Email"))) {
            String type = String.valueOf(As.map(one).get("Type"));
            String value = String.valueOf(As.map(one).get("Value"));
            emails.removeIf(old -> is(old, "Type", type) || is(old, "Value", value));
            emails.add(one);
        }
        profile.put("Email", emails);
        return saved(tables, call, profile, "UpdateProfile");
    }

    static Object removeEmail(Tables tables, Call call) {
        Map<String, @Nullable Object> profile = tables.account(call);
        String email = call.neededText("email");
        List<@Nullable Object> emails = new ArrayList<>(As.list(profile.get("Email")));
        if (!emails.removeIf(one -> is(one, "Value", email))) {
            throw Refused.noAccount("email", email);
        }
        if (emails.isEmpty()) {
            throw Refused.bad(
                    1046,
                    "The e-mail cannot be removed",
                    "it is the account's only one; add another one first");
        }
        profile.put("Email", emails);
        return saved(tables, call, profile, "UpdateProfile");
    }

    private static boolean is(@Nullable Object email, String member, String value) {
        return value.equalsIgnoreCase(String.valueOf(As.map(email).get(member)));
    }

    private static Object saved(
            Tables tables, Call call, Map<String, @Nullable Object> profile, String event) {
        tables.save(profile);
        tables.tell(call, event, Profiles.uid(profile), profile);
        return profile;
    }

    static Object setPassword(Tables tables, Call call) {
        Map<String, @Nullable Object> profile = tables.account(call);
        String hash = Passwords.hash(call.neededText("password"));
        profile.put("Password", hash);
        profile.put("LastPasswordChangeDate", tables.now());
        saved(tables, call, profile, "SetPassword");
        return Map.of("PasswordHash", hash);
    }

    static Object passwordHash(Tables tables, Call call) {
        return Map.of("PasswordHash", String.valueOf(tables.account(call).get("Password")));
    }

    static Object setPhone(Tables tables, Call call) {
        Map<String, @Nullable Object> profile = tables.account(call);
        String phone = call.neededText("Phone");
        ProfileRules.phone(phone);
        Map<String, @Nullable Object> change = new LinkedHashMap<>();
        change.put("PhoneId", phone);
        Unique.check(tables.accounts(), change, Profiles.uid(profile));
        profile.put("PhoneId", phone);
        profile.put("PhoneIdVerified", false);
        return saved(tables, call, profile, "UpdatePhoneId");
    }

    static Object invalidateEmail(Tables tables, Call call) {
        return invalidated(tables, call, "EmailVerified", "InvalidateEmailVerification");
    }

    static Object invalidatePhone(Tables tables, Call call) {
        return invalidated(tables, call, "PhoneIdVerified", "InvalidatePhoneVerification");
    }

    private static Object invalidated(Tables tables, Call call, String verified, String event) {
        Map<String, @Nullable Object> profile = tables.account(call);
        profile.put(verified, false);
        saved(tables, call, profile, event);
        return Map.of("IsPosted", true);
    }

    static Object verificationToken(Tables tables, Call call) {
        ofEmail(tables, call);
        return Map.of("VerificationToken", Tables.newId(), "expires_in", TOKEN_SECONDS);
    }

    /** Fires EmailVerification, as the documented table has it. */
    static Object forgotToken(Tables tables, Call call) {
        Map<String, @Nullable Object> profile = ofEmail(tables, call);
        tables.tell(call, "EmailVerification", Profiles.uid(profile), profile);
        return Map.of("ForgotToken", Tables.newId(), "IdentityProviders", List.of("Email"));
    }

    private static Map<String, @Nullable Object> ofEmail(Tables tables, Call call) {
        String email = call.neededText("email");
        Map<String, @Nullable Object> found = tables.accounts().by(SqlAccounts.Key.EMAIL, email);
        if (found == null) {
            throw Refused.noAccount("email", email);
        }
        return found;
    }
}
