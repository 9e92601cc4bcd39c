package io.tidegate.sandbox.identity;

import io.tidegate.sandbox.identity.Refused.FieldError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a profile may hold; anything else is refused with its code. */
final class ProfileRules {
    private static final int MAX_EMAIL = 254;
    private static final int MAX_CUSTOM_FIELD = 1_000;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()-]{4,18}[0-9]");
    private static final Pattern DATE = Pattern.compile("(\\d{1,2})([-/])(\\d{1,2})\\2(\\d{4})");
    private static final Set<String> GENDERS =
            Set.of("male", "female", "other", "unknown", "m", "f", "o", "u", "1", "0");

    private ProfileRules() {}

    /**
     * @param changes members with values to be written
     * @throws Refused for the first that is not allowed
     */
    static void check(Map<String, @Nullable Object> changes) {
        List<FieldError> wrong = new ArrayList<>();
        changes.forEach((name, value) -> type(name, value, wrong));
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
        emailsAreWhole(changes);
        differ(changes, "Email", "Type", 1202);
        differ(changes, "PhoneNumbers", "PhoneType", 1124);
        differ(changes, "Addresses", "Type", 1107);
        customFields(As.map(changes.get("CustomFields")));
        values(changes);
    }

    private static void type(String name, @Nullable Object value, List<FieldError> wrong) {
        if (value == null || kind(name).type().isInstance(value)) {
            return;
        }
        wrong.add(
                new FieldError(name, "The " + name + " field is to be " + kind(name).word() + "."));
    }

    private record Kind(Class<?> type, String word) {}

    private static Kind kind(String name) {
        return Profiles.BOOLEANS.contains(name)
                ? new Kind(Boolean.class, "true or false")
                : Profiles.NUMBERS.contains(name)
                        ? new Kind(Number.class, "a number")
                        : Profiles.LISTS.contains(name)
                                ? new Kind(List.class, "an array")
                                : Profiles.OBJECTS.contains(name)
                                        ? new Kind(Map.class, "an object")
                                        : new Kind(String.class, "a string");
    }

    private static void values(Map<String, @Nullable Object> changes) {
        Profiles.emails(changes).forEach(ProfileRules::email);
        String phone = As.text(changes.get("PhoneId"));
        if (phone != null) {
            phone(phone);
        }
        String born = As.text(changes.get("BirthDate"));
        if (born != null && !isDate(born)) {
            throw Refused.bad(
                    1172,
                    "The date is not formatted correctly",
                    "BirthDate is month, day and year, such as 12-31-1990");
        }
        String gender = As.text(changes.get("Gender"));
        if (gender != null && !GENDERS.contains(gender.toLowerCase(Locale.ROOT))) {
            throw Refused.fields(List.of(new FieldError("Gender", "The Gender is not known.")));
        }
    }

    static void email(String value) {
        if (value.length() > MAX_EMAIL || !EMAIL.matcher(value).matches()) {
            throw Refused.fields(
                    List.of(new FieldError("Email", "The Email is not an e-mail address.")));
        }
    }

    static void phone(String value) {
        if (!PHONE.matcher(value).matches()) {
            throw Refused.bad(
                    1096, "The phone number is not valid", "a phone number is such as +15550100");
        }
    }

    private static boolean isDate(String text) {
        Matcher parts = DATE.matcher(text);
        try {
            return parts.matches()
                    && LocalDate.of(
                                            Integer.parseInt(parts.group(4)),
                                            Integer.parseInt(parts.group(1)),
                                            Integer.parseInt(parts.group(3)))
                                    .getYear()
                            > 0;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static void differ(
            Map<String, @Nullable Object> changes, String list, String key, int code) {
        Set<String> seen = new HashSet<>();
        for (Object one : As.list(changes.get(list))) {
            String type = As.text(As.map(one).get(key));
            if (type != null && !seen.add(type.toLowerCase(Locale.ROOT))) {
                throw Refused.bad(
                        type.equalsIgnoreCase("Primary") && code == 1202 ? 1203 : code,
                        "A type stands twice",
                        "the members of " + list + " differ in their " + key);
            }
        }
    }

    private static void emailsAreWhole(Map<String, @Nullable Object> changes) {
        for (Object one : As.list(changes.get("Email"))) {
            Map<String, @Nullable Object> email = As.map(one);
            if (As.text(email.get("Type")) == null || As.text(email.get("Value")) == null) {
                throw Refused.fields(
                        List.of(new FieldError("Email", "Each Email has a Type and a Value.")));
            }
        }
    }

    private static void customFields(Map<String, @Nullable Object> fields) {
        fields.forEach(
                (name, value) -> {
                    boolean flat = value == null || value instanceof String;
                    if (!flat || value instanceof String t && t.length() > MAX_CUSTOM_FIELD) {
                        throw Refused.bad(
                                993,
                                "A custom field is not valid",
                                "CustomFields."
                                        + name
                                        + " is to be a text of at most "
                                        + MAX_CUSTOM_FIELD
                                        + " characters");
                    }
                });
    }
}
