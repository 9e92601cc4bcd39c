package io.tidegate.route;

import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.Sealing;
import io.tidegate.event.TraceContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the text of secrets and environment variables in the place of their references, at each send
 * and only for it. A body is never looked at: it is made from events, and an event must not name a
 * secret.
 */
public final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{(secret|env):([^{}]+)}}");

    private static final Pattern WEB =
            Pattern.compile("(?i)https?://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:\\d{1,5})?(?=[/?]|$)");

    private final Lookup secrets;
    private final Lookup environment;
    private final Sealing sealing;

    /** The text behind a name. */
    @FunctionalInterface
    public interface Lookup {
        /** Null if there is none. */
        @Nullable String find(String name);

        /**
         * All texts it had lately: one may have changed since the request was built that is
         * answered now.
         */
        default List<String> lately(String name) {
            String text = find(name);
            return text == null ? List.of() : List.of(text);
        }

        /**
         * Sets it.
         *
         * @throws RuntimeException if it cannot be
         */
        default void replace(String name, String text) {
            throw new UnsupportedOperationException("there is nowhere to set it");
        }

        /** Why there is none, and what to do. */
        default String whyMissing(String name) {
            return "the secret " + name + " is not set";
        }
    }

    public References(Lookup secrets, Lookup environment) {
        this(secrets, environment, Sealing.NONE);
    }

    /**
     * @param sealing of texts that are stored sealed, and opened at each send
     */
    public References(Lookup secrets, Lookup environment, Sealing sealing) {
        this.sealing = sealing;
        this.secrets = secrets;
        this.environment = environment;
    }

    public Sealing sealing() {
        return sealing;
    }

    /**
     * @param trace what the request is sent in, unless its connector says so itself; null: none
     */
    OutboundRequest resolve(
            OutboundRequest request, String idempotencyKey, @Nullable TraceContext trace)
            throws StageFailed {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            headers.put(
                    header.getKey(), headerValue(header.getKey(), headerText(header.getValue())));
        }
        headers.put(RequestBuilder.IDEMPOTENCY_KEY, idempotencyKey);
        if (trace != null) {
            TraceHeaders.add(trace, headers);
        }
        headers.remove(BodyReferences.HEADER);
        return new OutboundRequest(request.method(), url(request.url()), headers, body(request));
    }

    private byte @Nullable [] body(OutboundRequest request) throws StageFailed {
        UnaryOperator<String> encode = BodyReferences.encoding(request.headers());
        if (encode == null || request.body() == null) {
            return request.body();
        }
        String text = new String(request.body(), StandardCharsets.UTF_8);
        return resolve(text, encode, encode).getBytes(StandardCharsets.UTF_8);
    }

    /** A text whose references stay, and what is outside them is changed. */
    static String outside(String text, UnaryOperator<String> change) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder changed = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            changed.append(change.apply(text.substring(from, matcher.start())));
            changed.append(matcher.group());
            from = matcher.end();
        }
        return changed.append(change.apply(text.substring(from))).toString();
    }

    /** A URL whose secrets are encoded. */
    String url(String text) throws StageFailed {
        return checked(
                resolve(
                        text,
                        secret ->
                                URLEncoder.encode(secret, StandardCharsets.UTF_8)
                                        .replace("+", "%20")));
    }

    /**
     * A text with its secrets, for one use.
     *
     * @throws StageFailed that names one that is not set
     */
    public String text(String template) throws StageFailed {
        return resolve(template, text -> text);
    }

    /** Whether all that a text names is set. */
    boolean isThere(String template) {
        try {
            return !text(template).isEmpty();
        } catch (StageFailed missing) {
            return false;
        }
    }

    /**
     * Sets the secret that is all of a text.
     *
     * @return why it could not be, or is not what is read now; null: it is
     */
    @Nullable String replace(@Nullable String template, String text) {
        Matcher matcher = REFERENCE.matcher(template == null ? "" : template);
        if (!matcher.matches() || !matcher.group(1).equals("secret")) {
            return "it is not given as a secret alone, {{secret:NAME}}";
        }
        String name = matcher.group(2);
        try {
            secrets.replace(name, text);
        } catch (RuntimeException e) {
            return "the secret " + name + " could not be set: " + e.getMessage();
        }
        return text.equals(secrets.find(name))
                ? null
                : "the secret " + name + " is set in the environment, which wins over the store";
    }

    private String headerText(String stored) throws StageFailed {
        if (!stored.contains("{{")) {
            return stored;
        }
        if (BasicCredentials.isOne(stored)) {
            return BasicCredentials.header(text(BasicCredentials.inside(stored)));
        }
        if (stored.contains(AuthorizedSending.TOKEN)
                || stored.contains(AuthorizedSending.SIGNATURE)) {
            throw StageFailed.forGood(
                    Stage.REQUEST,
                    "the stored request has a place for "
                            + stored
                            + ", which the connector as it is now does not make: replay it from its event",
                    null);
        }
        return text(stored);
    }

    /**
     * A reply in which the secrets of its request, as stored, are references again: a third party,
     * or an error, may have said them back.
     */
    Reply hide(OutboundRequest stored, Reply reply) {
        Redaction redaction = new Redaction();
        read(stored.url(), redaction);
        stored.headers().values().forEach(value -> read(value, redaction));
        if (stored.body() != null && stored.headers().containsKey(BodyReferences.HEADER)) {
            read(new String(stored.body(), StandardCharsets.UTF_8), redaction);
        }
        return redaction.of(reply);
    }

    /** A text without the secrets that these name. */
    String hide(Collection<String> templates, String text) {
        Redaction redaction = new Redaction();
        templates.forEach(template -> read(template, redaction));
        return redaction.of(text);
    }

    /**
     * The text of one secret, for one use.
     *
     * @throws StageFailed that names it if it is not set or has no text
     */
    String secret(String name, Stage stage) throws StageFailed {
        String value = secrets.find(name);
        if (value == null || value.isEmpty()) {
            throw StageFailed.forNow(stage, secrets.whyMissing(name));
        }
        return value;
    }

    /** Takes the texts that these secrets have now out of whatever it is given. */
    Redaction redaction(Collection<String> names) {
        Redaction redaction = new Redaction();
        for (String name : names) {
            secrets.lately(name).forEach(value -> redaction.add(value, "${secret:" + name + "}"));
        }
        return redaction;
    }

    private void read(String text, Redaction redaction) {
        if (!text.contains("{{secret:")) {
            return;
        }
        if (BasicCredentials.isOne(text) && isThere(BasicCredentials.inside(text))) {
            redaction.add(resolvedBasic(text), text);
        }
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals("secret")) {
                String reference = matcher.group();
                secrets.lately(matcher.group(2)).forEach(value -> redaction.add(value, reference));
            }
        }
    }

    /** A host may come from the environment; only now can it be told whether it is one. */
    private static String checked(String url) throws StageFailed {
        if (!WEB.matcher(url).lookingAt()) {
            throw StageFailed.forNow(
                    Stage.REQUEST,
                    "the URL is not http:// or https:// with a host once its references are"
                            + " resolved: check the {{env:…}} it begins with");
        }
        return url;
    }

    private static String headerValue(String name, String value) throws StageFailed {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 0x20 && c != '\t') || c == 0x7f) {
                throw StageFailed.forNow(
                        Stage.REQUEST,
                        "the header "
                                + name
                                + " holds a control character once its references are resolved");
            }
        }
        return value;
    }

    private String resolvedBasic(String text) {
        try {
            return headerText(text).substring("Basic ".length());
        } catch (StageFailed missing) {
            return "";
        }
    }

    private String resolve(String text, UnaryOperator<String> encodeSecret) throws StageFailed {
        return resolve(text, encodeSecret, variable -> variable);
    }

    private String resolve(
            String text, UnaryOperator<String> encodeSecret, UnaryOperator<String> encodeVariable)
            throws StageFailed {
        if (!text.contains("{{")) {
            return text;
        }
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            boolean secret = matcher.group(1).equals("secret");
            String value = (secret ? secrets : environment).find(matcher.group(2));
            if (value == null) {
                throw StageFailed.forNow(Stage.REQUEST, missing(secret, matcher.group(2)));
            }
            String encoded = (secret ? encodeSecret : encodeVariable).apply(value);
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(encoded));
        }
        return matcher.appendTail(resolved).toString();
    }

    private String missing(boolean secret, String name) {
        return secret
                ? secrets.whyMissing(name)
                : "the environment variable " + name + " is not set";
    }
}
