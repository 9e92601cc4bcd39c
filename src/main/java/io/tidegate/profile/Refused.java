package io.tidegate.profile;

/**
 * One field that stops the delivery.
 *
 * @param field where, as a mapping writes it
 * @param seen at most 100 characters of its value; empty: the field is wrong, whatever its value
 * @param allowed to end "it is not": "an e-mail address such as ann@example.com"
 */
public record Refused(String field, String seen, String allowed) {
    /** A sentence: the field, what was seen, what is allowed. */
    @Override
    public String toString() {
        return "\"" + field + "\"" + (seen.isEmpty() ? "" : ": " + seen) + " is not " + allowed;
    }
}
