package io.tidegate.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an entry of {@code ALLOWED_PRIVATE_TARGETS} may be; nothing is looked up. */
final class Target {
    private static final Pattern NUMERIC = Pattern.compile("[0-9./]+");
    private static final Pattern V4 =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");
    private static final Pattern V6 =
            Pattern.compile("([0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)(?:/(\\d{1,3}))?");
    private static final Pattern LABELS =
            Pattern.compile(
                    "[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?)*");

    private Target() {}

    static boolean isOne(String text) {
        if (NUMERIC.matcher(text).matches()) {
            return isV4(text);
        }
        return text.contains(":") ? isV6(text) : LABELS.matcher(text).matches();
    }

    /** Whether one of these is no host name. */
    static boolean isAddress(String text) {
        return NUMERIC.matcher(text).matches() || text.contains(":");
    }

    private static boolean isV4(String text) {
        Matcher matcher = V4.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        for (int i = 1; i <= 4; i++) {
            if (Integer.parseInt(matcher.group(i)) > 255) {
                return false;
            }
        }
        return matcher.group(5) == null || Integer.parseInt(matcher.group(5)) <= 32;
    }

    private static boolean isV6(String text) {
        Matcher matcher = V6.matcher(text);
        return matcher.matches()
                && (matcher.group(2) == null || Integer.parseInt(matcher.group(2)) <= 128)
                && isLiteral(matcher.group(1));
    }

    /** A text with a colon is never looked up as a name. */
    private static boolean isLiteral(String v6) {
        try {
            return InetAddress.getByName("[" + v6 + "]") != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
