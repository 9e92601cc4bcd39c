package io.tidegate.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What LoginRadius says when it refuses.
 *
 * @param code 0: it named none
 */
record LoginRadiusError(int code, String message, List<String> fields) {
    static final int TOO_MANY = 429;

    /** An e-mail address, a phone number or a user name that another account has. */
    private static final Set<Integer> TAKEN = Set.of(936, 1030, 1046, 1058, 1106, 1017);

    private static final Set<Integer> NO_ACCOUNT = Set.of(937, 938, 1118, 1200);

    /** The service is away, or busy. */
    private static final Set<Integer> PASSING = Set.of(950, 1215, 7909);

    /** Keys, secrets, signatures, addresses that may call: whoever runs this mends them. */
    private static final Set<Integer> CREDENTIALS =
            Set.of(901, 902, 920, 921, 922, 923, 1206, 1207, 1208, 1209, 1210, 1211, 1212, 6002);

    /**
     * @param answer its names come in more than one case
     */
    static LoginRadiusError of(Map<String, @Nullable Object> answer) {
        Object code = member(answer, "errorcode");
        Object text = member(answer, "message");
        Object more = member(answer, "description");
        String message = text instanceof String one ? one : "";
        if (more instanceof String two && !two.equals(message)) {
            message = message.isEmpty() ? two : message + " " + two;
        }
        List<String> fields = new ArrayList<>();
        for (Map<?, ?> element : Fields.elements(member(answer, "errors"))) {
            fields.add(element.get("FieldName") + ": " + element.get("ErrorMessage"));
        }
        return new LoginRadiusError(
                code instanceof Number number ? number.intValue() : 0, message, fields);
    }

    private static @Nullable Object member(Map<String, @Nullable Object> answer, String name) {
        for (Map.Entry<String, @Nullable Object> one : answer.entrySet()) {
            if (one.getKey().toLowerCase(Locale.ROOT).equals(name)) {
                return one.getValue();
            }
        }
        return null;
    }

    static boolean isTaken(@Nullable String code) {
        return code != null && code.matches("\\d{1,9}") && TAKEN.contains(Integer.valueOf(code));
    }

    boolean isNoAccount(int status) {
        return NO_ACCOUNT.contains(code) || status == 404 && !CREDENTIALS.contains(code);
    }

    /**
     * Whether the same call may succeed later; wrong credentials are somebody's to mend meanwhile.
     */
    boolean isToRepeat(int status) {
        return status == TOO_MANY
                || status >= 500
                || status == 408
                || status == 401
                || status == 403
                || PASSING.contains(code)
                || CREDENTIALS.contains(code);
    }

    /** {@code 400, code 1134: a sentence (City: it is required)}. */
    String text(int status) {
        return status
                + (code == 0 ? "" : ", code " + code)
                + (message.isEmpty() ? "" : ": " + message)
                + (fields.isEmpty() ? "" : " (" + String.join("; ", fields) + ")");
    }
}
