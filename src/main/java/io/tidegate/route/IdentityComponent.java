package io.tidegate.route;

import io.tidegate.event.Triggers;
import io.tidegate.identity.Action;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code to: identity:ACTION} carries out an action on the identity provider. */
@Component(IdentityEndpoint.SCHEME)
public final class IdentityComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        Action action = Action.of(remaining).orElseThrow(() -> unknown(remaining));
        IdentityEndpoint endpoint = new IdentityEndpoint(uri, this, action);
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }

    private static IllegalArgumentException unknown(String word) {
        List<String> words = Arrays.stream(Action.values()).map(Action::word).toList();
        return new IllegalArgumentException(
                "\""
                        + word
                        + "\" is no action"
                        + Triggers.nearest(word, words)
                                .map(near -> "; did you mean \"" + near + "\"?")
                                .orElse("")
                        + " (allowed: "
                        + String.join(", ", words)
                        + ")");
    }
}
