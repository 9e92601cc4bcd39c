package io.tidegate.sandbox.identity;

import io.tidegate.sandbox.identity.Refused.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Accounts: made, read, changed, deleted. */
final class AccountCalls {
    private AccountCalls() {}

    static Object create(Tables tables, Call call) {
        Map<String, @Nullable Object> given = Profiles.spelled(call.body());
        required(given);
        ProfileRules.check(given);
        Unique.check(tables.accounts(), given, "");
        Map<String, @Nullable Object> profile = fresh(tables, call);
        Map<String, @Nullable Object> changes = new LinkedHashMap<>(given);
        Profiles.OWN.forEach(changes::remove);
        new Merge(false).into(profile, changes);
        profile.put("Email", given.get("Email"));
        profile.put("Password", Passwords.hash(String.valueOf(given.get("Password"))));
        profile.put("LastPasswordChangeDate", profile.get("CreatedDate"));
        Profiles.nameInFull(profile);
        tables.accounts().insert(profile);
        tables.tell(call, "Register", Profiles.uid(profile), profile);
        return profile;
    }

    private static void required(Map<String, @Nullable Object> given) {
        List<FieldError> missing = new ArrayList<>();
        if (given.get("Email") == null || As.list(given.get("Email")).isEmpty()) {
            missing.add(new FieldError("Email", "The Email field is required."));
        }
        if (As.text(given.get("Password")) == null) {
            missing.add(new FieldError("Password", "The Password field is required."));
        }
        if (!missing.isEmpty()) {
            throw Refused.fields(missing);
        }
    }

    private static Map<String, @Nullable Object> fresh(Tables tables, Call call) {
        Map<String, @Nullable Object> profile = Profiles.blank();
        String now = tables.now();
        profile.put("Uid", Tables.newId());
        profile.put("ID", Tables.newId());
        profile.put("Provider", "Email");
        profile.put("RegistrationProvider", "Email");
        profile.put("RegistrationSource", Objects.requireNonNullElse(call.referer(), "API"));
        profile.put("LoginLockedType", "None");
        profile.put("IsActive", true);
        profile.put("IsSecurePassword", true);
        profile.put("EmailVerified", true);
        profile.put("Identities", List.of());
        for (String date :
                List.of("CreatedDate", "ModifiedDate", "ProfileModifiedDate", "SignupDate")) {
            profile.put(date, now);
        }
        return profile;
    }

    static Object byUid(Tables tables, Call call) {
        return tables.account(call);
    }

    /** By e-mail, phone or user name, whichever is given. */
    static Object byKey(Tables tables, Call call) {
        for (SqlAccounts.Key key : SqlAccounts.Key.values()) {
            String name = key.name().toLowerCase(Locale.ROOT);
            String value = call.given(name);
            if (value != null) {
                Map<String, @Nullable Object> found = tables.accounts().by(key, value);
                if (found == null) {
                    throw Refused.noAccount(name, value);
                }
                return found;
            }
        }
        throw Refused.bad(
                908,
                "A parameter is not formatted correctly",
                "the call needs email, phone or username");
    }

    static Object identities(Tables tables, Call call) {
        String email = call.needed("email");
        Map<String, @Nullable Object> found = tables.accounts().by(SqlAccounts.Key.EMAIL, email);
        if (found == null) {
            throw Refused.noAccount("email", email);
        }
        return Map.of("Data", List.of(found));
    }

    static Object update(Tables tables, Call call) {
        Map<String, @Nullable Object> profile = tables.account(call);
        Map<String, @Nullable Object> changes = Profiles.spelled(call.body());
        Profiles.OWN.forEach(changes::remove);
        ProfileRules.check(changes);
        String uid = Profiles.uid(profile);
        Unique.check(tables.accounts(), changes, uid);
        Object phone = profile.get("PhoneId");
        Object locked = profile.get("IsLoginLocked");
        new Merge(call.is("nullsupport")).into(profile, changes);
        ProfileRules.check(profile);
        Profiles.nameInFull(profile);
        boolean otherPhone = !Objects.equals(phone, profile.get("PhoneId"));
        if (otherPhone && !changes.containsKey("PhoneIdVerified")) {
            profile.put("PhoneIdVerified", false);
        }
        tables.save(profile);
        tables.tell(call, "UpdateProfile", uid, profile);
        if (otherPhone) {
            tables.tell(call, "UpdatePhoneId", uid, profile);
        }
        if (Boolean.TRUE.equals(profile.get("IsLoginLocked")) && !Boolean.TRUE.equals(locked)) {
            tables.tell(call, "BlockAccount", uid, profile);
        }
        return profile;
    }

    static Object changeUid(Tables tables, Call call) {
        Map<String, @Nullable Object> profile = tables.account(call);
        String old = Profiles.uid(profile);
        String uid = call.neededText("NewUid");
        if (!uid.equals(old) && tables.accounts().byUid(uid) != null) {
            throw Refused.bad(1200, "The Uid is taken", "another account has the Uid " + uid);
        }
        tables.accounts().delete(old);
        tables.objects().move(old, uid);
        profile.put("Uid", uid);
        profile.put("IsCustomUid", true);
        List<@Nullable Object> previous = new ArrayList<>(As.list(profile.get("PreviousUids")));
        previous.add(old);
        profile.put("PreviousUids", previous);
        profile.put("ModifiedDate", tables.now());
        tables.accounts().insert(profile);
        tables.tell(call, "UpdateUid", uid, profile);
        return Map.of("IsPosted", true);
    }

    static Object delete(Tables tables, Call call) {
        delete(tables, call, tables.account(call));
        return Map.of("IsDeleted", true);
    }

    static Object deleteByEmail(Tables tables, Call call) {
        String email = call.needed("email");
        Map<String, @Nullable Object> found = tables.accounts().by(SqlAccounts.Key.EMAIL, email);
        if (found == null) {
            throw Refused.noAccount("email", email);
        }
        delete(tables, call, found);
        return Map.of("IsDeleted", true, "RecordsDeleted", 1);
    }

    private static void delete(Tables tables, Call call, Map<String, @Nullable Object> profile) {
        String uid = Profiles.uid(profile);
        tables.accounts().delete(uid);
        tables.objects().deleteAll(uid);
        profile.put("IsDeleted", true);
        profile.put("IsActive", false);
        profile.put("ModifiedDate", tables.now());
        tables.tell(call, "DeleteAccount", uid, profile);
    }
}
