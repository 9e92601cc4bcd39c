package io.tidegate.api;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.tidegate.access.Visit;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * From where requests come; what a proxy says of it counts only if the settings name the proxy's
 * address.
 */
public final class Visits {
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
        String peer =
                request.remoteAddress() == null
                        ? "unknown"
                        : Objects.toString(request.remoteAddress().hostAddress(), "unknown");
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

    /** The nearest that is none of our proxies: what stands before it anybody may have written. */
    private String client(List<String> way, String peer) {
        String client = peer;
        for (int i = way.size() - 1; i >= 0 && isProxy(client); i--) {
            String before = way.get(i);
            if (NetUtil.createByteArrayFromIpAddressString(before) == null) {
                return client;
            }
            client = before;
        }
        return client;
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
