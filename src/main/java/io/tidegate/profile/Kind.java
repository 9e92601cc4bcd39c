package io.tidegate.profile;

import java.util.Locale;

/** What a field's value is. */
public enum Kind {
    LINE("a text of one line"),
    TEXT("a text of any number of lines"),
    CODE("a text that names something, without invisible characters; never cut"),
    EMAIL("an e-mail address"),
    EMAIL_TYPE("Primary, Secondary or a word of your own"),
    PHONE("a phone number as E.164"),
    URL("an http or https URL"),
    DAY("a day as MM-dd-yyyy"),
    TIME("a time as ISO 8601 in UTC"),
    GENDER("male, female, other, unknown, 1 or 0"),
    COUNTRY("a country's two letters of ISO 3166"),
    FLAG("true or false"),
    WHOLE("a whole number of 32 bits"),
    NUMBER("a number"),
    SECRET("a text that is never changed or shown"),
    JSON("an object of any shape"),
    LIST("a list of objects"),
    OBJECT("an object");

    private final String meaning;

    Kind(String meaning) {
        this.meaning = meaning;
    }

    /** As the table writes it: {@code email-type}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For documents: "a day as MM-dd-yyyy". */
    public String meaning() {
        return meaning;
    }

    /** Whether any text will do, so that an empty one says something. */
    boolean isFree() {
        return this == LINE || this == TEXT || this == CODE;
    }

    static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
