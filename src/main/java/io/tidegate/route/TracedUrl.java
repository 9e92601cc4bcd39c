package io.tidegate.route;

import io.tidegate.connector.Part;
import io.tidegate.connector.Template;
import io.tidegate.delivery.StageFailed;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a span may tell of a request's URL: its host, and the path as its connector writes it. The
 * values of fields, all that is a reference, and the query are left out.
 */
final class TracedUrl {
    private static final Pattern ORIGIN = Pattern.compile("(?i)https?://[^/?#]*");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{env:[^{}]+}}[^/?#]*");

    private final References references;
    private final Pattern urls;
    private final String path;

    /**
     * @param url without query and fragment
     */
    record Address(String url, String host, int port) {}

    TracedUrl(Template template, References references) {
        this.references = references;
        StringBuilder pattern = new StringBuilder();
        StringBuilder shown = new StringBuilder();
        for (Part part : template.parts()) {
            if (part instanceof Part.Literal literal) {
                pattern.append(Pattern.quote(literal.text()));
                shown.append(literal.text());
            } else if (part instanceof Part.FieldRef field) {
                pattern.append("[^/?#]*");
                shown.append('{').append(field.path()).append('}');
            } else {
                String reference = reference(part);
                pattern.append(Pattern.quote(reference));
                shown.append(reference);
            }
        }
        this.urls = Pattern.compile(pattern.toString());
        this.path = path(shown.toString());
    }

    private static String reference(Part part) {
        return part instanceof Part.SecretRef secret
                ? "{{secret:" + secret.name() + "}}"
                : "{{env:" + ((Part.EnvRef) part).name() + "}}";
    }

    /** Behind the host, without query. */
    private static String path(String url) {
        return begin(url)
                .map(begin -> url.substring(begin.length()))
                .orElse("")
                .replaceFirst("[?#].*", "");
    }

    private static Optional<String> begin(String url) {
        for (Pattern one : new Pattern[] {ORIGIN, VARIABLE}) {
            Matcher matcher = one.matcher(url);
            if (matcher.lookingAt()) {
                return Optional.of(matcher.group());
            }
        }
        return Optional.empty();
    }

    /**
     * @param stored as it is kept, with references
     * @return null if the host is not to be told: it is a secret, or none
     */
    @Nullable Address of(String stored) {
        String begin = begin(stored).orElse("{{secret:}}");
        Address origin = begin.contains("{{secret:") ? null : origin(resolved(begin));
        return origin == null || !urls.matcher(stored).matches()
                ? origin // edited for a replay: its path may say anything
                : new Address(origin.url() + path, origin.host(), origin.port());
    }

    private String resolved(String begin) {
        try {
            return references.text(begin);
        } catch (StageFailed missing) {
            return "";
        }
    }

    /** Scheme, host and port of a URL alone; null: it has none. */
    static @Nullable Address origin(String url) {
        Matcher matcher = ORIGIN.matcher(url);
        try {
            URI uri = matcher.lookingAt() ? URI.create(matcher.group()) : URI.create("");
            String host = uri.getHost();
            if (host == null) {
                return null;
            }
            boolean tls = uri.getScheme().equalsIgnoreCase("https");
            int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
            String shown = uri.getScheme() + "://" + host;
            return new Address(uri.getPort() >= 0 ? shown + ":" + port : shown, host, port);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
