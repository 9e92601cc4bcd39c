package io.tidegate.inflow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import io.tidegate.connector.Template;
import io.tidegate.connector.Verification;
import io.tidegate.connector.Verification.Algorithm;
import io.tidegate.connector.Verification.Encoding;
import io.tidegate.event.Event;
import io.tidegate.event.Json;
import io.tidegate.event.Sealing;
import io.tidegate.mapping.FileLookupTables;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.MappingFailed;
import io.tidegate.profile.Choices;
import io.tidegate.profile.HostileProfiles;
import io.tidegate.profile.ProfileOracle;
import io.tidegate.profile.SanitizeTerms;
import io.tidegate.profile.Sanitized;
import io.tidegate.profile.Sanitizer;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever is posted is refused with a reason, or becomes events that can be stored and a profile
 * of the table; nothing else is ever thrown, which would be a 500. In short; {@link PostFuzz} is
 * the long form.
 */
class PostFuzzTest {
    private static final int SHORT = 2_000;
    private static final int MAX_EVENT = 1 << 20;
    private static final String SECRET = "whsec_dGlkZWdhdGUtdGVzdC1zZWNyZXQtMDEyMzQ1Njc=";
    private static final Template REFERENCE = PostedTo.reference("crm");
    private static final ManualClock CLOCK = new ManualClock("2026-11-26T10:00:00Z");

    private static final List<Inbound> CONNECTORS =
            List.of(
                    inbound("open", new PostedTo.With()),
                    inbound(
                            "standard",
                            new PostedTo.With()
                                    .verification(new Verification.StandardWebhooks(REFERENCE))),
                    inbound(
                            "hmac",
                            new PostedTo.With()
                                    .verification(
                                            new Verification.Hmac(
                                                    REFERENCE,
                                                    "x-signature",
                                                    Algorithm.SHA256,
                                                    Encoding.HEX,
                                                    "sha256="))
                                    .items("$.data.contacts[*]")
                                    .idFrom("$.data.id")),
                    inbound(
                            "bearer",
                            new PostedTo.With()
                                    .verification(new Verification.Bearer(REFERENCE))
                                    .subject("$.data.email")
                                    .subject("$.data..Value")),
                    inbound(
                            "schema",
                            new PostedTo.With()
                                    .schema(
                                            """
                                            {"type":"object","properties":{"email":{"type":"string",
                                             "format":"email"},"name":{"pattern":"^(a+)+$"}}}""")
                                    .dedupe(Duration.ofSeconds(60))));

    private static final Posts POSTS =
            new Posts(
                    new Verifier(reference -> SECRET, CLOCK),
                    new RecentContents((source, from, into) -> {}, CLOCK, Sealing.NONE),
                    MAX_EVENT,
                    CLOCK,
                    Sealing.NONE);

    private static final Mapping MAPPING = mapping();

    private static Inbound inbound(String id, PostedTo.With with) {
        return new Inbound(id, "crm", with.entry());
    }

    private static Mapping mapping() {
        Map<String, Object> trimmed =
                Map.of("from", "$.data.email", "convert", List.of("trim", "lower"));
        try {
            return Mapping.compile(
                    Map.of(
                            "Email[0].Value",
                            trimmed,
                            "PhoneId",
                            "$.data.mobile",
                            "CustomFields.all",
                            "$.data.name",
                            "Roles",
                            "$.data..Value",
                            "CustomObject",
                            "$.data"),
                    new FileLookupTables(java.nio.file.Path.of(".")));
        } catch (io.tidegate.mapping.InvalidMapping e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void whateverIsPostedIsRefusedOrFits() {
        long seed = Long.getLong("tidegate.fuzz.seed", System.nanoTime());
        for (int i = 0; i < SHORT; i++) {
            try {
                holds(Choices.of(new Random(seed + i)));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with -Dtidegate.fuzz.seed=" + (seed + i), e);
            }
        }
    }

    /** Fails if anything of it does not hold for this input. */
    static void holds(Choices choices) {
        CLOCK.advance(Duration.ofMillis(100));
        HostilePosts posts = new HostilePosts(choices);
        byte[] body = posts.body();
        if (choices.one(4)) {
            webhook(body);
            return;
        }
        Inbound inbound = choices.of(CONNECTORS);
        MultiMap headers = headers(choices, inbound, body);
        try {
            POSTS.verify(inbound, headers, body);
            POSTS.events(inbound, headers, body)
                    .forEach(event -> becomesAProfile(event, HostileProfiles.terms(choices)));
        } catch (Refused e) {
            isAnAnswer(e);
        }
    }

    private static void webhook(byte[] body) {
        try {
            WebhookEnvelope envelope = WebhookEnvelope.read(body);
            envelope.time();
            Event event = envelope.event(CLOCK.instant());
            canBeStored(event);
            assertThat(new String(event.data(), ISO_8859_1).toLowerCase(Locale.ROOT))
                    .doesNotContainPattern("\"(password|pin|access_?token|securityquestion)\":");
        } catch (Refused e) {
            isAnAnswer(e);
        }
    }

    private static MultiMap headers(Choices choices, Inbound inbound, byte[] body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        headers.add("content-type", choices.of(HostilePosts.TYPES));
        if (choices.one(3)) {
            headers.add(choices.of(PostIds.HEADERS), HostileProfiles.text(choices));
        }
        if (choices.one(8)) {
            for (String name :
                    List.of(
                            "webhook-timestamp",
                            "webhook-signature",
                            "x-signature",
                            "authorization")) {
                headers.add(name, HostileProfiles.text(choices));
            }
        } else {
            sign(headers, inbound.connector(), body);
        }
        return headers;
    }

    /** Otherwise nothing would come past the verifier. */
    private static void sign(MultiMap headers, String connector, byte[] body) {
        switch (connector) {
            case "standard" -> {
                long seconds = CLOCK.millis() / 1_000;
                headers.set("webhook-id", "msg_1")
                        .set("webhook-timestamp", String.valueOf(seconds));
                try {
                    headers.set(
                            "webhook-signature",
                            new com.standardwebhooks.Webhook(SECRET)
                                    .sign(
                                            "msg_1",
                                            seconds,
                                            new String(
                                                    body,
                                                    java.nio.charset.StandardCharsets.UTF_8)));
                } catch (com.standardwebhooks.exceptions.WebhookSigningException e) {
                    throw new IllegalStateException(e);
                }
            }
            case "hmac" ->
                    headers.set(
                            "x-signature",
                            "sha256="
                                    + HexFormat.of()
                                            .formatHex(BodyHmac.of("HmacSHA256", SECRET, body)));
            case "bearer" -> headers.set("authorization", "Bearer " + SECRET);
            default -> {}
        }
    }

    private static void becomesAProfile(Event event, SanitizeTerms terms) {
        canBeStored(event);
        if (event.root().get("data") instanceof Map<?, ?> data) {
            @SuppressWarnings("unchecked")
            Map<String, Object> mapped = (Map<String, Object>) data;
            fits(mapped, terms);
        }
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> mapped = (Map<String, Object>) MAPPING.apply(event.root());
            fits(mapped, terms);
        } catch (MappingFailed e) {
            assertThat(e.getMessage()).startsWith("mapping \"");
        }
    }

    private static void fits(Map<String, Object> mapped, SanitizeTerms terms) {
        Sanitized sanitized = Sanitizer.sanitize(mapped, terms, HostileProfiles.FOUND);
        if (sanitized instanceof Sanitized.Fit fit) {
            new ProfileOracle(terms.html(), HostileProfiles.FOUND).judge(fit.profile());
            Json.write(fit.profile());
        }
    }

    private static void canBeStored(Event event) {
        for (String attribute :
                List.of(
                        event.id(),
                        event.type(),
                        event.subject() == null ? "-" : event.subject())) {
            assertThat(attribute).isNotBlank().doesNotContainPattern("[\\p{Cc}\\p{Cs}]");
        }
        assertThat(event.data()).hasSizeLessThanOrEqualTo(MAX_EVENT);
        try {
            assertThat(Json.text(Json.parse(event.data())))
                    .isEqualTo(Json.text(event.root().get("data")));
        } catch (io.tidegate.event.InvalidJson e) {
            throw new AssertionError("what was stored cannot be read again", e);
        }
    }

    private static void isAnAnswer(Refused refused) {
        assertThat(refused.problem().status()).isBetween(400, 422);
        assertThat(refused.problem().detail()).isNotBlank();
    }
}
