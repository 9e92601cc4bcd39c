package io.tidegate.format;

import java.net.IDN;
import java.util.Arrays;

/** Names of hosts, in any script. */
final class Hosts {
    /** RFC 1035, 2.3.4, less the root's label and the length bytes at both ends. */
    private static final int MOST = 253;

    private Hosts() {}

    /** Whether it is a name of two labels or more, the last of which is no number. */
    static boolean isName(String host) {
        if (host.length() > MOST) {
            return false;
        }
        try {
            String ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
            String[] labels = ascii.split("\\.", -1);
            String last = labels[labels.length - 1];
            return ascii.length() <= MOST
                    && labels.length > 1
                    && Arrays.stream(labels).noneMatch(String::isEmpty)
                    && !last.chars().allMatch(c -> c >= '0' && c <= '9');
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The second of them is what some malformed names get instead of the first.
            return false;
        }
    }
}
