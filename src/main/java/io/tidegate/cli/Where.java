package io.tidegate.cli;

import java.util.List;

/**
 * Where a server is to be asked.
 *
 * @param host as the server binds it; {@code 0.0.0.0} is asked at the loopback address
 * @param tokens admin tokens, the likeliest first; the first one that is not refused is used
 * @param warnings about the settings, to be shown
 */
public record Where(String host, int port, List<String> tokens, List<String> warnings) {

    String origin() {
        String reached =
                switch (host) {
                    case "0.0.0.0" -> "127.0.0.1";
                    case "::", "[::]" -> "[::1]";
                    default -> host;
                };
        boolean bare = reached.contains(":") && !reached.startsWith("[");
        return "http://" + (bare ? "[" + reached + "]" : reached) + ":" + port;
    }

    @Override
    public String toString() {
        return origin();
    }
}
