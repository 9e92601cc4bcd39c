package io.tidegate.sandbox.identity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call that may be carried out.
 *
 * @param parameters of its path and query; names in any case
 * @param body empty if it has none
 * @param quiet true if no webhook is to tell of its change
 * @param referer where an account that it makes comes from
 */
record Call(
        Map<String, String> parameters,
        Map<String, @Nullable Object> body,
        boolean quiet,
        @Nullable String referer) {

    @Nullable String given(String name) {
        return As.text(parameters.get(name));
    }

    /**
     * @throws Refused if it is not given
     */
    String needed(String name) {
        String value = given(name);
        if (value == null) {
            throw Refused.bad(
                    908, "A parameter is not formatted correctly", "the call needs " + name);
        }
        return value;
    }

    boolean is(String name) {
        return "true".equalsIgnoreCase(given(name));
    }

    /** A member of the body by its name in any case. */
    @Nullable Object member(String name) {
        for (Map.Entry<String, @Nullable Object> one : body.entrySet()) {
            if (one.getKey().equalsIgnoreCase(name)) {
                return one.getValue();
            }
        }
        return null;
    }

    /**
     * @throws Refused if the body has no such text
     */
    String neededText(String name) {
        String text = As.text(member(name));
        if (text == null) {
            throw Refused.fields(
                    List.of(new Refused.FieldError(name, "The " + name + " field is required.")));
        }
        return text;
    }
}
