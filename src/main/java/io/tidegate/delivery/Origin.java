package io.tidegate.delivery;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a URL connects to. {@link URI#getHost} knows no underscore, which names in private networks
 * have.
 */
record Origin(boolean tls, String host, int port) {
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>\\d{1,5}))?");

    /**
     * @throws IllegalArgumentException if it is not http or https, or has no host
     */
    static Origin of(URI url) {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        if (!tls && !"http".equalsIgnoreCase(url.getScheme())) {
            throw new IllegalArgumentException("it does not begin with http:// or https://");
        }
        Matcher authority =
                AUTHORITY.matcher(url.getRawAuthority() == null ? "" : url.getRawAuthority());
        if (!authority.matches()) {
            throw new IllegalArgumentException("it has no host, or more than host and port");
        }
        String port = authority.group("port");
        return new Origin(tls, bare(authority.group("host")), port(port, tls));
    }

    private static int port(@Nullable String text, boolean tls) {
        if (text == null) {
            return tls ? 443 : 80;
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("its port is " + port + ", allowed are 1 to 65535");
        }
        return port;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
