package io.tidegate.route;

import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.util.URISupport;

/** The endpoint that {@code TIDEGATE_FAILED_QUERY_SINK} names. */
final class SinkEndpoint {
    /** The bean that holds the sink's database, if there is one. */
    static final String DATABASE = "sink";

    private static final Pattern WITH_DATABASE = Pattern.compile("[?&]dataSource=");

    private SinkEndpoint() {}

    /**
     * Whether it can be reached is not asked: one that is down is tried again.
     *
     * @throws IllegalStateException if it can never take anything
     */
    static Endpoint of(String uri, CamelContext context) {
        String whole = withDatabase(uri);
        if (whole.contains("dataSource=#" + DATABASE)
                && context.getRegistry().lookupByName(DATABASE) == null) {
            throw wrong(uri, "its database is the bean #sink: set TIDEGATE_SINK_DATABASE_URL too");
        }
        try {
            Endpoint endpoint = context.getEndpoint(whole);
            if (endpoint == null) {
                throw wrong(uri, "there is no Camel component of this name on board");
            }
            endpoint.createProducer(); // not started: says whether anything can be sent to it
            return endpoint;
        } catch (IllegalStateException e) {
            throw e;
        } catch (Exception e) {
            throw wrong(uri, reason(e));
        }
    }

    private static String withDatabase(String uri) {
        if (!uri.startsWith("sql:") || WITH_DATABASE.matcher(uri).find()) {
            return uri;
        }
        return uri + (uri.contains("?") ? '&' : '?') + "dataSource=#" + DATABASE;
    }

    /** The innermost. */
    static String reason(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static IllegalStateException wrong(String uri, String why) {
        return new IllegalStateException(
                "tidegate.failed-query-sink is \""
                        + URISupport.sanitizeUri(uri)
                        + "\", which cannot be sent to: "
                        + why.replaceAll("\\.+$", "")
                        + ". Tidegate does not start; allowed is a Camel endpoint such as"
                        + " kafka:failed or sql:INSERT …");
    }
}
