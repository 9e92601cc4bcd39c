package io.tidegate.config;

import java.util.List;

/** Settings with values that are not allowed; nothing was started. */
public final class InvalidSettings extends RuntimeException {
    private final List<String> mistakes;

    InvalidSettings(List<String> mistakes) {
        super(
                (mistakes.size() == 1 ? "a setting is" : mistakes.size() + " settings are")
                        + " wrong; nothing was started:\n  "
                        + String.join("\n  ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** One line for each: its name, the value seen (a secret's masked) and what is allowed. */
    public List<String> mistakes() {
        return mistakes;
    }
}
