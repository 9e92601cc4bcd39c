package io.tidegate.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The console's files: its own, and those of libraries that it names. Files in a folder are read
 * anew each time, so that who works on them sees them; those in a jar once.
 */
final class Assets {
    /** No dots but the last, no capitals: neither a way up nor a class file. */
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9-]{1,40}/){0,2}[a-z0-9-]{1,40}\\.(html|js|css|svg)");

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml");

    private final Map<String, Asset> cached = new ConcurrentHashMap<>();

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Null if there is no such file. */
    @Nullable Asset find(String name) {
        Asset known = cached.get(name);
        if (known != null) {
            return known;
        }
        URL url = name.startsWith("lib/") ? Libraries.url(name) : Assets.class.getResource(name);
        if (url == null) {
            return null;
        }
        Asset asset = Asset.of(type(name), read(url));
        if (!"file".equals(url.getProtocol())) {
            cached.put(name, asset);
        }
        return asset;
    }

    private static String type(String name) {
        return TYPES.getOrDefault(
                name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    private static byte[] read(URL url) {
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false); // the jar's handle is not kept open
            try (InputStream in = connection.getInputStream()) {
                return in.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the console's file " + url + " cannot be read", e);
        }
    }
}
