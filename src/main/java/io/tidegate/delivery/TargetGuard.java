package io.tidegate.delivery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses requests may go to. A host's name is resolved here and the request connects to
 * the very address that was checked, so that a name that changes its mind in between reaches
 * nothing.
 */
public final class TargetGuard {
    private static final long KEEP_MILLIS = 30_000;
    private static final int KEEP_MOST = 10_000;

    private final boolean allowPrivate;
    private final List<String> allowedHosts;
    private final List<AddressRange> allowedRanges;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(InetAddress address, long until) {}

    /** The target may not be called, or its name has no address. */
    public static final class Refused extends Exception {
        Refused(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * @param allowed host names, addresses and CIDR ranges that are called though they are private
     */
    public TargetGuard(boolean allowPrivate, List<String> allowed, Clock clock) {
        this.allowPrivate = allowPrivate;
        this.allowedRanges =
                allowed.stream().filter(AddressRange::isRange).map(AddressRange::parse).toList();
        this.allowedHosts =
                allowed.stream()
                        .filter(a -> !AddressRange.isRange(a))
                        .map(a -> a.toLowerCase(Locale.ROOT))
                        .toList();
        this.clock = clock;
    }

    /** The address if it was checked within the last 30 s; never blocks. */
    @Nullable InetAddress recent(String host) {
        Known found = known.get(host);
        return found == null || found.until < clock.millis() ? null : found.address;
    }

    /** Resolves and checks; may block for the time the resolver needs. */
    InetAddress check(String host) throws Refused {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new Refused("the name " + host + " has no address");
        }
        boolean named = allowedHosts.contains(host.toLowerCase(Locale.ROOT));
        for (InetAddress address : addresses) {
            checkOne(host, address, named);
        }
        if (known.size() >= KEEP_MOST) {
            known.clear();
        }
        known.put(host, new Known(addresses[0], clock.millis() + KEEP_MILLIS));
        return addresses[0];
    }

    private void checkOne(String host, InetAddress address, boolean named) throws Refused {
        InetAddress real = embedded(address);
        if (isForbidden(real)) {
            throw new Refused(
                    "the target "
                            + host
                            + " is at "
                            + address.getHostAddress()
                            + ", a link-local, metadata or unroutable address: these are never called");
        }
        if (isPrivate(real)
                && !allowPrivate
                && !named
                && allowedRanges.stream().noneMatch(r -> r.contains(real))) {
            throw new Refused(
                    "the target "
                            + host
                            + " is at the private address "
                            + address.getHostAddress()
                            + ": allow it with TIDEGATE_ALLOWED_PRIVATE_TARGETS, or all with"
                            + " TIDEGATE_ALLOW_PRIVATE_TARGETS=true");
        }
    }

    private static boolean isForbidden(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || AddressRange.UNROUTABLE.stream().anyMatch(range -> range.contains(address));
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || AddressRange.PRIVATE.stream().anyMatch(range -> range.contains(address));
    }

    /**
     * The IPv4 address that an IPv6 one carries: mapped, compatible, translated (::ffff:0:0:0/96),
     * 6to4 (2002::/16), NAT64 (64:ff9b::/96).
     */
    private static InetAddress embedded(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] b = address.getAddress();
        int from =
                AddressRange.SIX_TO_FOUR.contains(address)
                        ? 2
                        : AddressRange.EMBEDDING.stream().anyMatch(r -> r.contains(address))
                                ? 12
                                : -1;
        if (from < 0 || address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return address;
        }
        try {
            return Inet4Address.getByAddress(
                    new byte[] {b[from], b[from + 1], b[from + 2], b[from + 3]});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
