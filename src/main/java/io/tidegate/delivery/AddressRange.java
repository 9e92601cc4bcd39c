package io.tidegate.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** A CIDR range of IPv4 or IPv6 addresses; a bare address is a range of one. */
public record AddressRange(InetAddress base, int bits) {
    /**
     * RFC 6890's private ranges that {@link InetAddress} does not name, a network's own NAT64 (RFC
     * 8215), and Teredo, which hides an IPv4 address.
     */
    static final List<AddressRange> PRIVATE =
            Stream.of(
                            "100.64.0.0/10",
                            "192.0.0.0/24",
                            "198.18.0.0/15",
                            "fc00::/7",
                            "64:ff9b:1::/48",
                            "2001::/32")
                    .map(AddressRange::parse)
                    .toList();

    /** "This network", reserved, broadcast, and the metadata addresses outside 169.254.0.0/16. */
    static final List<AddressRange> UNROUTABLE =
            Stream.of(
                            "0.0.0.0/8",
                            "240.0.0.0/4",
                            "fd00:ec2::254",
                            "fd20:ce::254",
                            "100.100.100.200",
                            "168.63.129.16",
                            "192.0.0.192")
                    .map(AddressRange::parse)
                    .toList();

    static final AddressRange SIX_TO_FOUR = parse("2002::/16");
    static final List<AddressRange> EMBEDDING =
            Stream.of("::/96", "64:ff9b::/96", "::ffff:0:0:0/96").map(AddressRange::parse).toList();

    /** Whether the text is an address or a range rather than a name. */
    public static boolean isRange(String text) {
        return text.matches("[0-9.]+(/\\d{1,2})?") || text.contains(":");
    }

    /**
     * @throws IllegalArgumentException if it is neither an address nor a CIDR range
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress base = InetAddress.getByName(address);
            int all = base.getAddress().length * 8;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > all) {
                throw new IllegalArgumentException(
                        "a range of " + all + "-bit addresses cannot have /" + bits + ": " + text);
            }
            return new AddressRange(base, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "not an address or a CIDR range such as 10.0.0.0/8: " + text, e);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] a = base.getAddress();
        byte[] b = address.getAddress();
        if (a.length != b.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((a[bit / 8] & mask) != (b[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
