package io.tidegate.connector;

import java.util.Locale;

/** How a change of one's own is kept from coming back to the system that it came from. */
public enum EchoMode {
    REMEMBER("the webhook that follows is recognised, the default"),
    SUPPRESS("no webhook is sent; the event is made with the action's record");

    private final String meaning;

    EchoMode(String meaning) {
        this.meaning = meaning;
    }

    /** As connectors write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }
}
