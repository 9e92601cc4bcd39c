package io.tidegate.connector;

import io.tidegate.identity.Action;
import io.tidegate.identity.Conflict;
import io.tidegate.identity.MatchField;
import io.tidegate.mapping.MappingKeys;
import io.tidegate.profile.SanitizeTerms.Html;
import io.tidegate.profile.SanitizeTerms.Misfit;
import io.tidegate.schema.Key;
import io.tidegate.schema.Keys;
import io.tidegate.schema.Shape;
import io.tidegate.schema.Shapes;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every key of {@code inflow:} and of the maps in it, for its readers and for editors. */
final class InflowKeys {
    static final Map<String, String> ALGORITHMS =
            words(Verification.Algorithm.values(), is -> is.word(), Verification.Algorithm::jca);
    static final Map<String, String> ENCODINGS =
            words(
                    Verification.Encoding.values(),
                    is -> is.word(),
                    is -> is == Verification.Encoding.HEX ? "in any case" : "as RFC 4648 has it");
    static final Map<String, String> MISFITS =
            words(
                    Misfit.values(),
                    InflowKeys::word,
                    is ->
                            is == Misfit.DROP
                                    ? "left out, and listed"
                                    : "the delivery fails at once");
    static final Map<String, String> HTML = words(Html.values(), InflowKeys::word, InflowKeys::of);
    static final Map<String, String> ACTIONS = words(Action.values(), Action::word, Action::title);
    static final Map<String, String> MATCHES =
            words(MatchField.values(), MatchField::word, is -> "The account's " + is.member());
    static final Map<String, String> CONFLICTS =
            words(Conflict.values(), Conflict::word, Conflict::meaning);
    static final Map<String, String> ECHOES =
            words(EchoMode.values(), EchoMode::word, EchoMode::meaning);

    static final Keys HMAC =
            Keys.of(
                    "hmac",
                    Key.required("secret", Shapes.string(), "A reference: {{secret:name}}"),
                    Key.required("header", Shapes.string(), "The header that holds the hash"),
                    Key.of("algorithm", Shapes.words(ALGORITHMS), "sha256 if it is not said"),
                    Key.of("encoding", Shapes.words(ENCODINGS), "hex if it is not said"),
                    Key.of(
                            "prefix",
                            Shapes.text(),
                            "What stands before the hash, such as sha256="));

    static final Keys BASIC =
            Keys.of(
                    "basic",
                    Key.required("user", Shapes.text(), "The name, or a reference to it"),
                    Key.required("password", Shapes.string(), "A reference: {{secret:name}}"));

    static final Keys VERIFY =
            Keys.of(
                    "verify",
                    Key.of(
                            "standard-webhooks",
                            Shapes.string(),
                            "Signed as standardwebhooks.com has it; a reference to the secret: {{secret:name}}"),
                    Key.of(
                            "hmac",
                            Shapes.map(HMAC),
                            "A keyed hash of the body, in a header of its own"),
                    Key.of(
                            "bearer",
                            Shapes.string(),
                            "Authorization: Bearer; a reference to the token: {{secret:name}}"),
                    Key.of("basic", Shapes.map(BASIC), "Authorization: Basic"),
                    Key.of(
                            "none",
                            Shapes.with(Shapes.flag(), "enum", List.of(true)),
                            "true: whoever reaches the endpoint may post"));

    static final Keys SANITIZE =
            Keys.of(
                    "sanitize",
                    Key.of(
                            "unknown",
                            Shapes.words(MISFITS),
                            "Fields that no account has; drop if it is not said"),
                    Key.of("html", Shapes.words(HTML), "Markup in texts; strip if it is not said"),
                    Key.of(
                            "invalid",
                            Shapes.words(MISFITS),
                            "Values that nothing can be made of; refuse if it is not said"));

    /** Of {@code tidegate-sanitize}, in Camel's own YAML. */
    static final Keys SANITIZED =
            new Keys(
                    "tidegate-sanitize",
                    Stream.concat(
                                    SANITIZE.all().stream(),
                                    Stream.of(
                                            Key.of(
                                                    "keep",
                                                    Shapes.listOf(Shapes.text()),
                                                    "Fields that the identity provider alone writes, and that stay")))
                            .toList());

    static final Keys INFLOW =
            Keys.of(
                    "inflow",
                    OutflowKeys.shared("id"),
                    OutflowKeys.shared("title"),
                    Key.of(
                            "system",
                            Shapes.text(),
                            "Whose data this is: what came from it does not go back to it"),
                    Key.required(
                            "verify",
                            oneOf(VERIFY),
                            "How a post shows that it comes from the third party"),
                    Key.of(
                            "id-from",
                            path(),
                            "The event's id; the sender's id header if it is not said, else one is made"),
                    Key.of(
                            "subject",
                            path(),
                            "Whom the event is about; the first match source with a value if it is not said"),
                    Key.of(
                            "schema",
                            Shapes.string(),
                            "A file of JSON Schema, relative to the file that names it, that each post must fulfil"),
                    Key.of(
                            "items",
                            path(),
                            "The records of one post, such as $.data.contacts[*]: each becomes an event"),
                    Key.of(
                            "dedupe",
                            new Shape.Span(Duration.ofSeconds(1), Duration.ofDays(1)),
                            "How long the same content is taken for the same event; it is not if it is not said"),
                    OutflowKeys.shared("rules"),
                    OutflowKeys.shared("before"),
                    Key.of(
                            "mapping",
                            MappingKeys.shape(),
                            "Field of the account and where its value comes from; without a mapping the event's data is the profile"),
                    Key.of(
                            "sanitize",
                            Shapes.map(SANITIZE),
                            "What becomes of values that an account cannot hold"),
                    Key.required(
                            "action",
                            Shapes.words(ACTIONS),
                            "What is done on the identity provider's API"),
                    Key.of(
                            "match",
                            Shapes.anyOf(
                                    Shapes.words(MATCHES), Shapes.someOf(Shapes.words(MATCHES))),
                            "How the account is found, in this order; by what the mapping makes if it is not said"),
                    Key.of("object", Shapes.text(), "The custom object's name"),
                    Key.of(
                            "conflict",
                            Shapes.words(CONFLICTS),
                            "Who wins where account and third party differ; overwrite if it is not said"),
                    Key.of(
                            "echo",
                            Shapes.words(ECHOES),
                            "How a change is kept from coming back; remember if it is not said"),
                    Key.of(
                            "after",
                            OutflowKeys.steps(),
                            "Steps that run from the recorded action on"),
                    OutflowKeys.shared("retry"),
                    OutflowKeys.shared("ordered"),
                    OutflowKeys.shared("concurrency"),
                    OutflowKeys.shared("rateLimit"),
                    OutflowKeys.shared("breaker"),
                    OutflowKeys.shared("deactivateAfter"),
                    OutflowKeys.shared("whenInactive"),
                    OutflowKeys.shared("tests"));

    /** Of {@code tidegate-inflow}, in Camel's own YAML. */
    static final Keys ENTRY =
            new Keys(
                    "tidegate-inflow",
                    Stream.concat(
                                    Stream.of("verify", "id-from", "schema", "items", "dedupe")
                                            .map(InflowKeys::own),
                                    Stream.of(
                                            Key.of(
                                                    "subjects",
                                                    Shapes.listOf(path()),
                                                    "The first that has a value is whom the event is about"),
                                            Key.of(
                                                    "sealed",
                                                    Shapes.listOf(path()),
                                                    "Passwords: they are never stored as they are")))
                            .toList());

    /** Of {@code tidegate-request}, where it carries out an action. */
    static final Keys ACTION =
            new Keys(
                    "tidegate-request",
                    Stream.of("action", "match", "object", "conflict", "echo")
                            .map(InflowKeys::own)
                            .toList());

    private InflowKeys() {}

    private static Key own(String name) {
        return INFLOW.all().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Shape path() {
        return Shapes.matching("^\\s*\\$");
    }

    private static Shape oneOf(Keys keys) {
        return Shapes.with(Shapes.with(Shapes.map(keys), "minProperties", 1), "maxProperties", 1);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String of(Html html) {
        return switch (html) {
            case STRIP -> "tags go, plain text is left";
            case ESCAPE -> "it becomes text that shows as it was written";
            case KEEP -> "it stays";
        };
    }

    private static <E> Map<String, String> words(
            E[] values, Function<E, String> word, Function<E, String> meaning) {
        Map<String, String> words = new LinkedHashMap<>();
        List<E> all = Arrays.asList(values);
        all.forEach(value -> words.put(word.apply(value), meaning.apply(value)));
        return words;
    }
}
