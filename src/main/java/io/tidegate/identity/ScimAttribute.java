package io.tidegate.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which attribute of a SCIM user (RFC 7643, section 4.1) a field of a profile is. */
enum ScimAttribute {
    USER_NAME("UserName", "userName"),
    PREFIX("Prefix", "name.honorificPrefix"),
    FIRST_NAME("FirstName", "name.givenName"),
    MIDDLE_NAME("MiddleName", "name.middleName"),
    LAST_NAME("LastName", "name.familyName"),
    SUFFIX("Suffix", "name.honorificSuffix"),
    NICK_NAME("NickName", "nickName"),
    PROFILE_NAME("ProfileName", "displayName"),
    HEADLINE("ProfessionalHeadline", "title"),
    PROFILE_URL("ProfileUrl", "profileUrl"),
    TIME_ZONE("TimeZone", "timezone"),
    LOCAL_LANGUAGE("LocalLanguage", "locale"),
    IS_ACTIVE("IsActive", "active"),
    LOCKED("IsLoginLocked", "not active"),
    EMAIL("Email[]", "emails; Primary is the one with primary, other types are type"),
    PHONE("PhoneId", "phoneNumbers, the one with primary; a new one has the type mobile"),
    PHONES("PhoneNumbers[]", "phoneNumbers, those without primary; PhoneType is type"),
    ADDRESSES(
            "Addresses[]",
            "addresses: type, streetAddress (Address1 and Address2, a line each), locality, region"
                    + " (State), postalCode, country"),
    EXTERNAL_ID("ExternalIds[]", "externalId, as source:id; SCIM has place for one"),
    ROLES("Roles[]", "roles, the value"),
    PASSWORD("Password", "password, written only");

    private final String field;
    private final String attribute;

    ScimAttribute(String field, String attribute) {
        this.field = field;
        this.attribute = attribute;
    }

    /** As the profile's table has it. */
    String field() {
        return field;
    }

    /** A path, or a sentence where it is more than that. */
    String attribute() {
        return attribute;
    }

    /** Those whose value is the same on both sides. */
    static List<ScimAttribute> plain() {
        return Arrays.stream(values()).filter(ScimAttribute::isPlain).toList();
    }

    @SuppressWarnings("EnumOrdinal") // in the order of their declaration
    private boolean isPlain() {
        return ordinal() <= IS_ACTIVE.ordinal();
    }

    static Optional<ScimAttribute> plain(String field) {
        return plain().stream().filter(one -> one.field.equals(field)).findFirst();
    }

    /** Its name, or the name of what it is a part of, and its part. */
    String[] steps() {
        return attribute.split("\\.");
    }
}
