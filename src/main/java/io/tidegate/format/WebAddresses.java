package io.tidegate.format;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.InetAddressValidator;

/** Addresses of web pages: http or https with a host, and nobody's password. */
final class WebAddresses {
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[(?<six>[^\\]]+)]|(?<host>[^:]+))(?::\\d{1,5})?");
    private static final InetAddressValidator ADDRESSES = InetAddressValidator.getInstance();

    private WebAddresses() {}

    /** As it is. */
    static Optional<String> normal(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            // Not getHost(), which knows no names in other scripts.
            String authority = uri.getRawAuthority();
            return web && authority != null && hasHost(authority)
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean hasHost(String authority) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return false;
        }
        String six = parts.group("six");
        String host = parts.group("host");
        return six != null
                ? ADDRESSES.isValidInet6Address(six)
                : host != null && (Hosts.isName(host) || ADDRESSES.isValidInet4Address(host));
    }
}
