package io.tidegate.format;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A form that a text may have, under the word that mappings know it by. */
public enum Format {
    EMAIL("email", "an e-mail address such as ann@example.com"),
    PHONE("phone", "a phone number with its country, such as +14155550132"),
    URL("url", "an http or https URL such as https://example.com/ann"),
    DATE("date", "a day such as 2026-11-25"),
    DATE_TIME("date-time", "a time with its offset, such as 2026-11-25T09:30:00Z"),
    COUNTRY("country", "a country of ISO 3166 such as DE or DEU"),
    UUID("uuid", "a UUID such as 0b1ddf4c-6f3f-4f0e-9c86-5f2c1f5b7a10");

    /** Longer texts have none of these forms, and are not read. */
    static final int MOST = 2_048;

    private final String word;
    private final String meaning;

    Format(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    public static Optional<Format> of(String word) {
        return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
    }

    /** All of them, in the order that documents show. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Format::word).toList();
    }

    /** Word → what it asks for. */
    public static Map<String, String> catalogue() {
        Map<String, String> catalogue = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(format -> catalogue.put(format.word, format.meaning));
        return catalogue;
    }

    public String word() {
        return word;
    }

    /** With an article and an example, to end a sentence: "an e-mail address such as …". */
    public String meaning() {
        return meaning;
    }

    /**
     * The text in this form's one spelling; empty if it has not the form. What is normal already
     * stays as it is.
     */
    public Optional<String> normal(String text) {
        if (text.isEmpty() || text.length() > MOST) {
            return Optional.empty();
        }
        return switch (this) {
            case EMAIL -> EmailAddresses.normal(text);
            case PHONE -> PhoneNumbers.normal(text);
            case URL -> WebAddresses.normal(text);
            case DATE -> Dates.day(text);
            case DATE_TIME -> Dates.time(text);
            case COUNTRY -> Countries.normal(text);
            case UUID -> Uuids.normal(text);
        };
    }
}
