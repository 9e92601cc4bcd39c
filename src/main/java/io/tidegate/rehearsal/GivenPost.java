package io.tidegate.rehearsal;

import io.tidegate.connector.Connector;
import io.tidegate.connector.Entry;
import io.tidegate.connector.Part;
import io.tidegate.connector.Template;
import io.tidegate.connector.TestCase.Given;
import io.tidegate.connector.Verification;
import io.tidegate.event.Json;
import io.tidegate.inflow.Credentials;
import io.tidegate.inflow.Inbound;
import io.tidegate.inflow.PostTrial;
import io.tidegate.inflow.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A post that a test gives, before the endpoint of its connector. Secrets are not read: each is the
 * text that the test says, else its own reference.
 */
final class GivenPost {
    private static final String JSON = "application/json";

    private final Connector connector;
    private final Entry entry;
    private final Map<String, String> secrets;

    GivenPost(Connector connector, Map<String, String> secrets) {
        this.connector = connector;
        this.entry = Objects.requireNonNull(connector.entry());
        this.secrets = secrets;
    }

    List<Arrived> arrive(Given.Posted post) throws InvalidGiven {
        Clock clock =
                Clock.fixed(
                        post.receivedAt() == null ? SteppedClock.START : post.receivedAt(),
                        ZoneOffset.UTC);
        Inbound inbound = new Inbound(connector.id(), connector.label().system(), entry);
        PostTrial endpoint = new PostTrial(inbound, this::text, clock);
        byte[] body = body(post);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", JSON);
        try {
            headers.putAll(post.signed() ? endpoint.signature(body) : Map.of());
        } catch (Credentials.Missing e) {
            throw new InvalidGiven("the post cannot be signed: " + e.getMessage());
        }
        post.headers().forEach((name, value) -> headers.put(name, resolved(value)));
        try {
            return Arrived.all(endpoint.events(headers, body));
        } catch (Refused e) {
            return List.of(new Arrived.Rejected(e));
        }
    }

    private static byte[] body(Given.Posted post) throws InvalidGiven {
        if (post.file() == null) {
            return post.body() instanceof String text
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : Json.write(post.body());
        }
        try {
            return Files.readAllBytes(post.file());
        } catch (NoSuchFileException e) {
            throw new InvalidGiven(
                    "there is no file "
                            + post.file()
                            + " (paths are relative to the connector's file)");
        } catch (IOException e) {
            throw new InvalidGiven(
                    "the file " + post.file() + " cannot be read: " + e.getMessage());
        }
    }

    private String text(Template template) {
        StringBuilder text = new StringBuilder();
        for (Part part : template.parts()) {
            if (part instanceof Part.SecretRef secret) {
                text.append(secret(secret.name()));
            } else if (part instanceof Part.EnvRef variable) {
                text.append("{{env:").append(variable.name()).append("}}");
            } else if (part instanceof Part.Literal literal) {
                text.append(literal.text());
            }
        }
        return text.toString();
    }

    /** That scheme's secrets are base64, which a reference is not. */
    private String secret(String name) {
        String reference = "{{secret:" + name + "}}";
        return secrets.getOrDefault(
                name,
                entry.verification() instanceof Verification.StandardWebhooks
                        ? Base64.getEncoder()
                                .encodeToString(reference.getBytes(StandardCharsets.UTF_8))
                        : reference);
    }

    private String resolved(String header) {
        String resolved = header;
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            resolved = resolved.replace("{{secret:" + secret.getKey() + "}}", secret.getValue());
        }
        return resolved;
    }
}
