package io.tidegate.route;

import io.tidegate.identity.Action;
import io.tidegate.identity.MatchField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Carries out an action on the identity provider with the body as its profile, sanitised as an
 * inflow's is. The body is then what came of it: {@code action, outcome, account, changed}.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = IdentityEndpoint.SCHEME,
        title = "Identity",
        syntax = "identity:action",
        producerOnly = true,
        category = {Category.CORE})
public final class IdentityEndpoint extends DefaultEndpoint {
    static final String SCHEME = "identity";

    private final Action toDo;

    @UriPath(description = "The action, such as update-account.")
    @Metadata(required = true)
    private String action;

    @UriParam(
            description =
                    "What the account is found by, in this order, with commas between: Uid, Email, PhoneId, UserName, ExternalId. All of them, if it is not said.")
    private String match = "";

    @UriParam(description = "The custom object's name, for actions on one.")
    private String object = "";

    @UriParam(
            description =
                    "Where the profile stands: body, or result, which is what an after script returned.",
            enums = "body,result",
            defaultValue = "body")
    private String input = "body";

    IdentityEndpoint(String uri, IdentityComponent component, Action toDo) {
        super(uri, component);
        this.toDo = toDo;
        this.action = toDo.word();
    }

    /**
     * @throws IllegalArgumentException that names the option that is wrong
     */
    void check() {
        matchFields();
        if (!List.of("body", "result").contains(input)) {
            throw new IllegalArgumentException(
                    "input must be body or result, not \"" + input + "\"");
        }
        if (toDo.takesObject() && object.isEmpty()) {
            throw new IllegalArgumentException(
                    toDo.word() + " needs the option object, the custom object's name");
        }
    }

    Action toDo() {
        return toDo;
    }

    List<MatchField> matchFields() {
        List<MatchField> fields = new ArrayList<>();
        for (String word : match.isBlank() ? new String[0] : match.split(",")) {
            fields.add(MatchField.of(word.strip()).orElseThrow(() -> unknown(word)));
        }
        return fields.isEmpty()
                ? Arrays.stream(MatchField.values()).filter(toDo.matches()::contains).toList()
                : fields;
    }

    private static IllegalArgumentException unknown(String word) {
        String words =
                Arrays.stream(MatchField.values())
                        .map(MatchField::word)
                        .collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                "match names \"" + word.strip() + "\", allowed are " + words);
    }

    @Override
    public Producer createProducer() {
        return new IdentityProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "identity: carries actions out; webhooks come in at /webhooks/loginradius");
    }

    public String getAction() {
        return action;
    }

    public void setAction(String action) {
        this.action = action;
    }

    public String getMatch() {
        return match;
    }

    public void setMatch(String match) {
        this.match = match;
    }

    public String getObject() {
        return object;
    }

    public void setObject(String object) {
        this.object = object;
    }

    public String getInput() {
        return input;
    }

    public void setInput(String input) {
        this.input = input;
    }
}
