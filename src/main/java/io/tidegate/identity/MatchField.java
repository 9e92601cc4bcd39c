package io.tidegate.identity;

/** What an account is found by. */
public enum MatchField {
    UID("Uid"),
    EMAIL("Email"),
    PHONE_ID("PhoneId"),
    USER_NAME("UserName"),
    EXTERNAL_ID("ExternalId");

    private final String word;

    MatchField(String word) {
        this.word = word;
    }

    /** As connectors write it. */
    public String word() {
        return word;
    }
}
