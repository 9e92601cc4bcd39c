package io.tidegate.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts members of a profile in SCIM's words. */
final class ScimWriter {
    /** Members of an address → parts of SCIM's; the street is two members. */
    static final Map<String, String> PARTS =
            Map.of(
                    "City", "locality",
                    "State", "region",
                    "PostalCode", "postalCode",
                    "Country", "country");

    private static final Set<String> STREET = Set.of("Type", "Address1", "Address2");

    private ScimWriter() {}

    /**
     * Attributes by their path; a null is one to be removed.
     *
     * @param phone the number to log in with, which is one of the phone numbers; null: none
     */
    static Map<String, @Nullable Object> attributes(
            Map<String, @Nullable Object> members, @Nullable Object phone) throws ActionFailed {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        Set<String> placeless = new TreeSet<>();
        members.forEach(
                (member, value) -> {
                    if (!put(attributes, member, value, phone)) {
                        placeless.add(member);
                    }
                });
        placeless.addAll(placelessParts(members));
        if (!placeless.isEmpty()) {
            throw ActionFailed.giveUp(
                    "SCIM has no place for "
                            + String.join(", ", placeless)
                            + ": take it out of the mapping");
        }
        return attributes;
    }

    private static boolean put(
            Map<String, @Nullable Object> attributes,
            String member,
            @Nullable Object value,
            @Nullable Object phone) {
        var plain = ScimAttribute.plain(member);
        if (plain.isPresent()) {
            attributes.put(plain.get().attribute(), value);
            return true;
        }
        switch (member) {
            case "IsLoginLocked" -> attributes.put("active", !Boolean.TRUE.equals(value));
            case "Email" -> attributes.put("emails", emails(value));
            case "PhoneId" -> attributes.put("phoneNumbers", phones(members(attributes), value));
            case "PhoneNumbers" -> attributes.put("phoneNumbers", phones(others(value), phone));
            case "Addresses" -> attributes.put("addresses", addresses(value));
            case "ExternalIds" -> attributes.put("externalId", externalId(value));
            case "Password" -> attributes.put("password", value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static List<Object> members(Map<String, @Nullable Object> attributes) {
        List<Object> others = new ArrayList<>();
        for (Map<?, ?> one : Fields.elements(attributes.get("phoneNumbers"))) {
            if (!ScimUser.isPrimary(one)) {
                others.add(one);
            }
        }
        return others;
    }

    private static Set<String> placelessParts(Map<String, @Nullable Object> members) {
        Set<String> placeless = new TreeSet<>();
        for (Map<?, ?> address : Fields.elements(members.get("Addresses"))) {
            address.forEach(
                    (member, value) -> {
                        String name = String.valueOf(member);
                        boolean known = STREET.contains(name) || PARTS.containsKey(name);
                        if (!known && !Fields.isEmpty(value)) {
                            placeless.add("Addresses." + name);
                        }
                    });
        }
        if (Fields.elements(members.get("ExternalIds")).size() > 1) {
            placeless.add("a second of ExternalIds");
        }
        return placeless;
    }

    private static List<Object> emails(@Nullable Object value) {
        List<Object> emails = new ArrayList<>();
        for (Map<String, @Nullable Object> one : Addresses.typed(value)) {
            emails.add(email(String.valueOf(one.get("Type")), String.valueOf(one.get("Value"))));
        }
        return emails;
    }

    static Map<String, Object> email(String type, String address) {
        boolean primary = type.equalsIgnoreCase("Primary");
        return primary
                ? ScimUser.pair("value", address, "primary", true)
                : ScimUser.pair("value", address, "type", type.toLowerCase(Locale.ROOT));
    }

    static Map<String, Object> phone(Object number) {
        Map<String, Object> phone = ScimUser.pair("value", number, "type", "mobile");
        phone.put("primary", true);
        return phone;
    }

    private static List<Object> phones(List<Object> others, @Nullable Object number) {
        List<Object> phones = new ArrayList<>(others);
        if (!Fields.isEmpty(number)) {
            phones.add(0, phone(Objects.requireNonNull(number)));
        }
        return phones;
    }

    private static List<Object> others(@Nullable Object value) {
        List<Object> others = new ArrayList<>();
        for (Map<?, ?> one : Fields.elements(value)) {
            String type = Objects.toString(one.get("PhoneType"), "other").toLowerCase(Locale.ROOT);
            others.add(
                    ScimUser.pair("value", String.valueOf(one.get("PhoneNumber")), "type", type));
        }
        return others;
    }

    private static List<Object> addresses(@Nullable Object value) {
        List<Object> addresses = new ArrayList<>();
        for (Map<?, ?> one : Fields.elements(value)) {
            Map<String, @Nullable Object> address = new LinkedHashMap<>();
            String first = Objects.toString(one.get("Address1"), "");
            String second = Objects.toString(one.get("Address2"), "");
            address.put("streetAddress", second.isEmpty() ? first : first + "\n" + second);
            PARTS.forEach((member, part) -> address.put(part, one.get(member)));
            address.put(
                    "type", Objects.toString(one.get("Type"), "other").toLowerCase(Locale.ROOT));
            address.values().removeIf(Fields::isEmpty);
            addresses.add(address);
        }
        return addresses;
    }

    private static @Nullable String externalId(@Nullable Object value) {
        List<MatchKey> keys =
                MatchField.EXTERNAL_ID.keys(
                        value == null ? Map.of() : Map.of("ExternalIds", value));
        return keys.isEmpty() ? null : externalId(keys.get(0));
    }

    static String externalId(MatchKey key) {
        return key.source().isEmpty() ? key.value() : key.source() + ":" + key.value();
    }
}
