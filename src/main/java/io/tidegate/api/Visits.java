package io.tidegate.api;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.tidegate.access.Visit;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From where requests come; what a proxy says of it counts only if the settings name the proxy's
 * address.
 */
public final class Visits {
    private static final Pattern PORT = Pattern.compile("(:\\d{1,5})?");

    private final List<IpSubnetFilterRule> proxies;

    /**
     * @param proxies IP addresses and CIDR ranges
     */
    public Visits(List<String> proxies) {
        this.proxies = proxies.stream().map(Visits::rule).toList();
    }

    private static IpSubnetFilterRule rule(String range) {
        int slash = range.indexOf('/');
        String address = slash < 0 ? range : range.substring(0, slash);
        int bits =
                slash >= 0
                        ? Integer.parseInt(range.substring(slash + 1))
                        : address.contains(":") ? 128 : 32;
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
    }

    Visit of(HttpServerRequest request) {
        String peer = peer(request);
        String agent = Objects.toString(request.getHeader("User-Agent"), "");
        if (!isProxy(peer)) {
            return new Visit(peer, request.isSSL(), agent);
        }
        List<String> schemes = listed(request, "X-Forwarded-Proto");
        boolean secure =
                request.isSSL()
                        || (!schemes.isEmpty()
                                && schemes.get(schemes.size() - 1).equalsIgnoreCase("https"));
        return new Visit(client(listed(request, "X-Forwarded-For"), peer), secure, agent);
    }

    private static String peer(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        return address == null
                ? "unknown"
                : Objects.requireNonNullElse(address(address), "unknown");
    }

    /** The nearest that is none of our proxies: what stands before it anybody may have written. */
    private String client(List<String> way, String peer) {
        String client = peer;
        for (int i = way.size() - 1; i >= 0 && isProxy(client); i--) {
            String before = address(way.get(i));
            if (before == null) {
                return client;
            }
            client = before;
        }
        return client;
    }

    /** In one spelling and without the port that some proxies add; null: it is no address. */
    private static @Nullable String address(String written) {
        String bare = written;
        if (written.startsWith("[")) {
            int end = written.indexOf(']');
            bare =
                    end < 0 || !PORT.matcher(written.substring(end + 1)).matches()
                            ? ""
                            : written.substring(1, end);
        } else if (written.indexOf(':') == written.lastIndexOf(':') && written.contains(":")) {
            int colon = written.indexOf(':');
            bare =
                    PORT.matcher(written.substring(colon)).matches()
                            ? written.substring(0, colon)
                            : "";
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(bare);
        if (bytes == null) {
            return null;
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress(); // ::ffff:1.2.3.4 is 1.2.3.4
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private boolean isProxy(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null || proxies.isEmpty()) {
            return false;
        }
        var socket =
                new InetSocketAddress(
                        Objects.requireNonNull(
                                NetUtil.createInetAddressFromIpAddressString(address)),
                        0);
        return proxies.stream().anyMatch(rule -> rule.matches(socket));
    }

    private static List<String> listed(HttpServerRequest request, String header) {
        List<String> found = new ArrayList<>();
        for (String line : request.headers().getAll(header)) {
            for (String one : line.split(",", -1)) {
                found.add(one.strip());
            }
        }
        return found;
    }
}
