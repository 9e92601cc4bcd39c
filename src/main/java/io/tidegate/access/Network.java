package io.tidegate.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Whose an address is: one of IPv4, or all 64 bits' worth of IPv6 that one subscriber may have. */
final class Network {
    private static final int SUBSCRIBERS = 8;
    private static final int OF_IPV4 = 12;

    /** RFC 6052: what a translator makes of IPv4. */
    private static final byte[] TRANSLATED = {
        0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private Network() {}

    /** A short text, the same for all addresses of one network. */
    static String of(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress(); // a literal: no DNS
            if (bytes.length == 4) {
                return dotted(bytes, 0); // IPv4 that was written as IPv6
            }
            return Arrays.equals(bytes, 0, OF_IPV4, TRANSLATED, 0, OF_IPV4)
                    ? dotted(bytes, OF_IPV4)
                    : HexFormat.of().formatHex(bytes, 0, SUBSCRIBERS) + "/64";
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private static String dotted(byte[] bytes, int from) {
        return (bytes[from] & 255)
                + "."
                + (bytes[from + 1] & 255)
                + "."
                + (bytes[from + 2] & 255)
                + "."
                + (bytes[from + 3] & 255);
    }
}
