package io.tidegate.connector;

import io.tidegate.destination.HeaderName;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads {@code verify}: a map of one key. */
final class VerificationReader {
    private static final WordReader<Verification.Algorithm> ALGORITHM =
            new WordReader<>(Verification.Algorithm.values(), Verification.Algorithm::word);
    private static final WordReader<Verification.Encoding> ENCODING =
            new WordReader<>(Verification.Encoding.values(), Verification.Encoding::word);

    private final Reading reading;

    VerificationReader(Reading reading) {
        this.reading = reading;
    }

    Optional<Verification> read(Node node) {
        if (!(node instanceof MappingNode map) || map.getValue().size() != 1) {
            reading.wrong(
                    node,
                    "\"verify\" of inflow must be a map of one key (allowed: "
                            + String.join(", ", InflowKeys.VERIFY.names())
                            + "), not "
                            + (node instanceof MappingNode several
                                    ? "one of " + several.getValue().size()
                                    : NodeReader.kind(node)));
            return Optional.empty();
        }
        NodeReader verify = new NodeReader(node, InflowKeys.VERIFY, reading);
        String word =
                map.getValue().get(0).getKeyNode() instanceof ScalarNode s ? s.getValue() : "";
        return switch (word) {
            case "standard-webhooks" ->
                    secret(verify, word).map(Verification.StandardWebhooks::new);
            case "hmac" -> verify.find(word).flatMap(this::hmac);
            case "bearer" -> secret(verify, word).map(Verification.Bearer::new);
            case "basic" -> verify.find(word).flatMap(this::basic);
            case "none" -> none(verify);
            default -> Optional.empty();
        };
    }

    private static Optional<Verification> none(NodeReader verify) {
        if (verify.text("none").filter("true"::equals).isEmpty()) {
            verify.find("none")
                    .filter(ScalarNode.class::isInstance)
                    .ifPresent(node -> verify.refuse("none", "true"));
            return Optional.empty();
        }
        return Optional.of(new Verification.None());
    }

    private Optional<Verification> hmac(Node node) {
        NodeReader hmac = new NodeReader(node, InflowKeys.HMAC, reading);
        Mark mark = reading.file().at(node);
        Optional<Template> secret =
                hmac.require("secret", mark).flatMap(is -> secret(hmac, "secret"));
        Optional<String> header = hmac.require("header", mark).flatMap(is -> header(hmac));
        Verification.Algorithm algorithm =
                ALGORITHM.read(hmac, "algorithm").orElse(Verification.Algorithm.SHA256);
        Verification.Encoding encoding =
                ENCODING.read(hmac, "encoding").orElse(Verification.Encoding.HEX);
        String prefix = hmac.text("prefix").orElse("");
        return secret.flatMap(
                text ->
                        header.map(
                                name ->
                                        new Verification.Hmac(
                                                text, name, algorithm, encoding, prefix)));
    }

    private static Optional<String> header(NodeReader hmac) {
        Optional<String> name = hmac.text("header");
        if (name.filter(text -> !HeaderName.isOne(text)).isPresent()) {
            hmac.refuse("header", "a header's name, such as X-Signature");
            return Optional.empty();
        }
        return name;
    }

    private Optional<Verification> basic(Node node) {
        NodeReader basic = new NodeReader(node, InflowKeys.BASIC, reading);
        Mark mark = reading.file().at(node);
        Optional<Template> user =
                basic.require("user", mark).flatMap(is -> template(basic, "user"));
        Optional<Template> password =
                basic.require("password", mark).flatMap(is -> secret(basic, "password"));
        return user.flatMap(name -> password.map(text -> new Verification.Basic(name, text)));
    }

    /** A secret that stood in the file would be in its history for ever. */
    private Optional<Template> secret(NodeReader map, String key) {
        Optional<Template> secret = template(map, key);
        if (secret.isPresent()
                && secret.get().parts().stream().allMatch(Part.Literal.class::isInstance)) {
            map.find(key).ifPresent(node -> reading.wrong(node, literal(map.name(key))));
            return Optional.empty();
        }
        return secret;
    }

    private static String literal(String name) {
        return name
                + " must be a reference, such as {{secret:name}} or {{env:NAME}}, and no text that"
                + " stands in the file: write it so, and set the secret with \"tidegate secret set name\"";
    }

    private Optional<Template> template(NodeReader map, String key) {
        return map.text(key)
                .flatMap(
                        text -> {
                            try {
                                return Optional.of(Template.ofText(text));
                            } catch (InvalidTemplate e) {
                                map.find(key)
                                        .ifPresent(
                                                node ->
                                                        reading.wrong(
                                                                node,
                                                                String.valueOf(e.getMessage())));
                                return Optional.empty();
                            }
                        });
    }
}
