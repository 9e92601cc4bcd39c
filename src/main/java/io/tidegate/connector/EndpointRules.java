package io.tidegate.connector;

import io.tidegate.event.Triggers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;

/** What a Camel endpoint's URI must be, as far as it can be told before its route is built. */
final class EndpointRules {
    /** Why a secret cannot stand in Camel's own text, and what can. */
    static final String NO_SECRETS =
            "{{secret:…}} does not work in a Camel endpoint or step: ${secret:name} in a setHeader before it is read per"
                    + " message";

    private static final String NAMES = "META-INF/services/org/apache/camel/component.properties";
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.+");

    private final CamelContext context;

    EndpointRules(CamelContext context) {
        this.context = context;
    }

    Optional<String> mistake(String uri) {
        if (uri.contains("{{secret:")) {
            return Optional.of(NO_SECRETS);
        }
        if (uri.startsWith("{{")) {
            return Optional.empty();
        }
        Matcher matcher = SCHEME.matcher(uri);
        if (!matcher.matches()) {
            return Optional.of(
                    "neither an absolute http(s) URL nor a Camel endpoint (scheme:name)");
        }
        String scheme = matcher.group(1);
        return known(scheme) ? Optional.empty() : Optional.of(unknown(scheme));
    }

    private boolean known(String scheme) {
        return context.hasComponent(scheme) != null || resolves(scheme);
    }

    /** Looks for the component without adding it to the context. */
    private boolean resolves(String scheme) {
        try {
            return PluginHelper.getComponentResolver(context).resolveComponent(scheme, context)
                    != null;
        } catch (Exception e) {
            return false;
        }
    }

    private String unknown(String scheme) {
        return "there is no Camel component \""
                + scheme
                + "\" on board"
                + Triggers.nearest(scheme, onBoard())
                        .map(n -> "; did you mean \"" + n + "\"?")
                        .orElse("");
    }

    /** The names that every Camel jar on the class path says it brings. */
    private List<String> onBoard() {
        try {
            List<String> names = new ArrayList<>();
            for (URL url : Collections.list(getClass().getClassLoader().getResources(NAMES))) {
                Properties jar = new Properties();
                try (InputStream in = url.openStream()) {
                    jar.load(in);
                }
                names.addAll(List.of(jar.getProperty("components", "").split(" ")));
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
