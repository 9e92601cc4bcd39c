package io.tidegate.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a SCIM user as an account. */
final class ScimUser {
    private static final String PRIMARY = "Primary";
    private static final String OTHER = "Other";

    private ScimUser() {}

    static Account account(Map<String, @Nullable Object> user) throws ActionFailed {
        if (!(user.get("id") instanceof String id) || id.isEmpty()) {
            throw ActionFailed.repeat(Scim.NAME + " answered with a user that has no id");
        }
        Map<String, @Nullable Object> profile = new LinkedHashMap<>();
        profile.put("Uid", id);
        for (ScimAttribute attribute : ScimAttribute.plain()) {
            Object value = value(user, attribute.steps());
            if (value != null) {
                profile.put(attribute.field(), value);
            }
        }
        if (user.get("active") instanceof Boolean active) {
            profile.put("IsLoginLocked", !active);
        }
        profile.put("Email", emails(user));
        phones(user, profile);
        profile.put("Addresses", addresses(user));
        profile.put("Roles", roles(user));
        externalId(user, profile);
        dates(user, profile);
        return new Account(id, profile);
    }

    private static @Nullable Object value(Map<?, ?> user, String[] steps) {
        Object value = user;
        for (String step : steps) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    static boolean isPrimary(Map<?, ?> element) {
        return Boolean.TRUE.equals(element.get("primary"));
    }

    private static String type(Map<?, ?> element) {
        Object type = element.get("type");
        String text = type instanceof String named && !named.isBlank() ? named : OTHER;
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static List<Object> emails(Map<String, @Nullable Object> user) {
        List<Object> emails = new ArrayList<>();
        for (Map<?, ?> one : Fields.elements(user.get("emails"))) {
            if (one.get("value") instanceof String address) {
                emails.add(pair("Type", isPrimary(one) ? PRIMARY : type(one), "Value", address));
            }
        }
        return emails;
    }

    private static void phones(
            Map<String, @Nullable Object> user, Map<String, @Nullable Object> profile) {
        List<Object> others = new ArrayList<>();
        for (Map<?, ?> one : Fields.elements(user.get("phoneNumbers"))) {
            if (one.get("value") instanceof String number) {
                if (isPrimary(one)) {
                    profile.put("PhoneId", number);
                } else {
                    others.add(pair("PhoneType", type(one), "PhoneNumber", number));
                }
            }
        }
        profile.put("PhoneNumbers", others);
    }

    private static List<Object> addresses(Map<String, @Nullable Object> user) {
        List<Object> addresses = new ArrayList<>();
        for (Map<?, ?> one : Fields.elements(user.get("addresses"))) {
            Map<String, @Nullable Object> address = new LinkedHashMap<>();
            address.put("Type", type(one));
            String street = Objects.toString(one.get("streetAddress"), "");
            int line = street.indexOf('\n');
            address.put("Address1", line < 0 ? street : street.substring(0, line));
            address.put("Address2", line < 0 ? "" : street.substring(line + 1));
            ScimWriter.PARTS.forEach((member, part) -> address.put(member, one.get(part)));
            address.values().removeIf(Fields::isEmpty);
            addresses.add(address);
        }
        return addresses;
    }

    static List<String> roles(Map<String, @Nullable Object> user) {
        List<String> roles = new ArrayList<>();
        for (Map<?, ?> one : Fields.elements(user.get("roles"))) {
            if (one.get("value") instanceof String role) {
                roles.add(role);
            }
        }
        return roles;
    }

    private static void externalId(
            Map<String, @Nullable Object> user, Map<String, @Nullable Object> profile) {
        if (user.get("externalId") instanceof String id && !id.isEmpty()) {
            int colon = id.indexOf(':');
            String source = colon < 0 ? "" : id.substring(0, colon);
            profile.put(
                    "ExternalIds",
                    List.of(pair("Source", source, "SourceId", id.substring(colon + 1))));
        }
    }

    private static void dates(
            Map<String, @Nullable Object> user, Map<String, @Nullable Object> profile) {
        if (user.get("meta") instanceof Map<?, ?> meta) {
            profile.put("CreatedDate", meta.get("created"));
            profile.put("ModifiedDate", meta.get("lastModified"));
        }
    }

    static Map<String, Object> pair(String key, Object one, String name, Object other) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put(key, one);
        pair.put(name, other);
        return pair;
    }
}
