package io.tidegate.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is to be asked.
 *
 * @param origin such as {@code https://127.0.0.1:8080}
 * @param certificate that the server shows, in PEM; null: it speaks no TLS
 * @param tokens admin tokens, the likeliest first; the first one that is not refused is used
 * @param warnings about the settings, to be shown
 */
public record Where(
        String origin, @Nullable Path certificate, List<String> tokens, List<String> warnings) {

    /** Without TLS. */
    Where(String host, int port, List<String> tokens, List<String> warnings) {
        this(origin("http", host, port), null, tokens, warnings);
    }

    /**
     * @param host as the server binds it; {@code 0.0.0.0} is asked at the loopback address
     */
    public static String origin(String scheme, String host, int port) {
        String reached =
                switch (host) {
                    case "0.0.0.0" -> "127.0.0.1";
                    case "::", "[::]" -> "[::1]";
                    default -> host;
                };
        boolean bare = reached.contains(":") && !reached.startsWith("[");
        return scheme + "://" + (bare ? "[" + reached + "]" : reached) + ":" + port;
    }

    @Override
    public String toString() {
        return origin;
    }
}
