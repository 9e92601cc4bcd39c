package io.tidegate.hook;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the engine tells of an error: its text, and where in the script it was, as far as the stack
 * says.
 */
record Failure(String text, int line, int column) {
    private static final Pattern PLACE = Pattern.compile("<input>:(\\d+)(?::(\\d+))?");
    private static final int MAX_TEXT = 500;

    static Failure of(@Nullable Object told) {
        Map<?, ?> error = (Map<?, ?>) Objects.requireNonNull(told);
        String name = String.valueOf(error.get("name"));
        String message = String.valueOf(error.get("message"));
        String text = name.isEmpty() ? message : message.isEmpty() ? name : name + ": " + message;
        return at(String.valueOf(error.get("stack")), text);
    }

    static Failure at(String stack, String text) {
        String shown = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
        Matcher place = PLACE.matcher(stack);
        return place.find()
                ? new Failure(
                        shown,
                        Integer.parseInt(place.group(1)),
                        place.group(2) == null ? 0 : Integer.parseInt(place.group(2)))
                : new Failure(shown, 0, 0);
    }
}
