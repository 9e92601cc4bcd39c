package io.tidegate.identity;

import java.util.Locale;

/** What an action does where account and third party differ. */
public enum Conflict {
    OVERWRITE("the third party's values are written, the default"),
    LAST_WRITE("the later change stays, by the time that the mapping gives as ModifiedDate"),
    FILL_EMPTY("only fields that are empty on the account are written");

    private final String meaning;

    Conflict(String meaning) {
        this.meaning = meaning;
    }

    /** As connectors write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In words for an editor. */
    public String meaning() {
        return meaning;
    }
}
