package io.tidegate.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an account is found by. */
public enum MatchField {
    UID("Uid", "Uid"),
    EMAIL("Email", "Email"),
    PHONE_ID("PhoneId", "PhoneId"),
    USER_NAME("UserName", "UserName"),
    EXTERNAL_ID("ExternalId", "ExternalIds");

    private final String word;
    private final String member;

    MatchField(String word, String member) {
        this.word = word;
        this.member = member;
    }

    /** As connectors write it. */
    public String word() {
        return word;
    }

    /** The profile's member that its values are in. */
    public String member() {
        return member;
    }

    public static Optional<MatchField> of(String word) {
        for (MatchField field : values()) {
            if (field.word.equals(word)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** Every value that a profile has of it, in the profile's order; empty ones are left out. */
    public List<MatchKey> keys(Map<String, ? extends @Nullable Object> profile) {
        List<MatchKey> keys = new ArrayList<>();
        Object value = profile.get(member);
        List<?> values =
                value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        values.forEach(
                one ->
                        MatchKey.read(this, one)
                                .filter(key -> !keys.contains(key))
                                .ifPresent(keys::add));
        return keys;
    }
}
