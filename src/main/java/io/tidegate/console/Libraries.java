package io.tidegate.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The few files of WebJars that the console uses, by short names without a version. */
final class Libraries {
    private static final Map<String, File> FILES =
            Map.of(
                    "lib/vue.js", new File("vue", "dist/vue.runtime.esm-browser.prod.js"),
                    "lib/tabler.css", new File("tabler__core", "dist/css/tabler.min.css"));

    private Libraries() {}

    private record File(String library, String path) {}

    /** Null if the console does not use it. */
    static @Nullable URL url(String name) {
        File file = FILES.get(name);
        return file == null
                ? null
                : Libraries.class.getResource(
                        "/META-INF/resources/webjars/"
                                + file.library()
                                + "/"
                                + version(file.library())
                                + "/"
                                + file.path());
    }

    private static String version(String library) {
        String path = "/META-INF/maven/org.webjars.npm/" + library + "/pom.properties";
        try (InputStream in = Libraries.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the library " + library + " is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
