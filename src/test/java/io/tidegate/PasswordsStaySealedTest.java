package io.tidegate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.config.Settings;
import io.tidegate.event.Json;
import io.tidegate.sandbox.SafeSettings;
import io.tidegate.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords that are posted reach the account, and nobody else, whatever becomes of the action. */
class PasswordsStaySealedTest {
    private static final String ROUTES =
            """
            - inflow:
                id: crm-passwords
                system: crm
                verify: { none: true }
                id-from: $.data.eventId
                mapping:
                  Email[0].Value: { from: $.data.email, required: true }
                  Password: { from: $.data.password, convert: [trim] }
                action: set-password
                match: [Email]
            - inflow:
                id: shop
                system: shop
                verify: { none: true }
                id-from: $.data.eventId
                mapping:
                  Email[0].Value: { from: $.data.email, required: true }
                  FirstName: { expr: "data.a & data.b" }
                  Password: $.data.password
                action: update-account
                match: [Email]
            - outflow:
                id: everything
                on: ['*']
                rules: [ "$[?(@.source == '/inflow/crm-passwords')]" ]
                to: https://all.example/
            """;

    private static final Pattern SEALED = Pattern.compile("\\{\\{sealed:[^}]+}}");
    private static final String POST =
            "{\"eventId\":\"%s\",\"email\":\"%s\",\"password\":\" Correct-Horse-9 \",\"again\":\" Correct-Horse-9 \"}";
    private static final String ACCOUNT = "/sandbox/loginradius/identity/v2/manage/account";
    private static final String CREDENTIALS =
            "apikey=sandbox-identity-key&apisecret=sandbox-identity-secret";

    @TempDir private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private Server server;

    @Test
    void aMappedPasswordIsSealedWhereverItIsStored() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("crm.camel.yaml"), ROUTES);
        SafeSettings safe =
                SafeSettings.of(
                        Map.of(
                                "TIDEGATE_DATA_DIR",
                                folder.resolve("data").toString(),
                                "TIDEGATE_ROUTES_DIR",
                                routes.toString(),
                                "TIDEGATE_ADMIN_TOKEN",
                                "admin",
                                "TIDEGATE_PORT",
                                "0"),
                        new Properties());
        Settings settings =
                new Settings(safe.environment(), new Properties(), SafeSettings.DEFAULTS);
        Sandbox sandbox = new Sandbox(settings.host(), settings.dataDir(), List.of());
        try (Server opened = Server.start(settings, Optional.of(sandbox))) {
            server = opened;
            asItWas();
            edited();
            isOpenedByItsOwnConnectorAlone();
            nowhereInClear();
        }
        nowhereInClear();
    }

    /** There is no such account yet: the action fails, and is replayed when there is one. */
    private void asItWas() throws Exception {
        send("POST", "/inflow/crm-passwords", POST.formatted("e1", "ann@example.com"), 202);
        await().until(() -> failed("e1") != null);
        assertThat(send("GET", "/api/events/e1?source=/inflow/crm-passwords", "", 200))
                .contains("{{sealed:")
                .doesNotContain("Correct-Horse");
        assertThat(Json.text(failed("e1"))).contains("{{sealed:").doesNotContain("Correct-Horse");
        await().until(() -> send("GET", "/sandbox/requests", "", 200).contains("all.example"));
        assertThat(send("GET", "/sandbox/requests", "", 200))
                .contains("{{sealed:")
                .doesNotContain("Correct-Horse");

        String uid = account("ann@example.com");
        replay("e1", "{}");
        await().untilAsserted(() -> assertThat(isPassword(uid, "Correct-Horse-9")).isTrue());
    }

    private void edited() throws Exception {
        send("POST", "/inflow/crm-passwords", POST.formatted("e2", "nobody@example.com"), 202);
        await().until(() -> failed("e2") != null);
        String uid = account("bob@example.com");
        replay(
                "e2",
                "{\"request\":{\"body\":{\"match\":{\"Email\":[\"bob@example.com\"]},"
                        + "\"profile\":{\"Password\":\"Other-Horse-77\"}}}}");
        await().untilAsserted(() -> assertThat(isPassword(uid, "Other-Horse-77")).isTrue());
    }

    private void isOpenedByItsOwnConnectorAlone() throws Exception {
        send("POST", "/inflow/crm-passwords", POST.formatted("e3", "nobody@example.com"), 202);
        send("POST", "/inflow/shop", POST.formatted("s1", "nobody@example.com"), 202);
        String others = sealed("e3");
        String own = sealed("s1");
        send("POST", "/inflow/shop", POST.formatted("s2", others), 422);

        Object before = failed("s1").get("id");
        replay(
                "s1",
                "{\"request\":{\"body\":{\"match\":{\"Email\":[\"bob@example.com\"]},"
                        + "\"profile\":{\"Password\":\"%s\"}}}}".formatted(others));
        await().until(() -> !before.equals(failed("s1").get("id")));
        assertThat(String.valueOf(failed("s1").get("error")))
                .contains("it was not sealed here for this connector");

        String parts =
                "{\"eventId\":\"s3\",\"email\":\"bob@example.com\",\"a\":\"%s\",\"b\":\"%s\"}";
        send("POST", "/inflow/shop", parts.formatted(own.substring(0, 4), own.substring(4)), 202);
        await().untilAsserted(() -> assertThat(firstName("bob@example.com")).isEqualTo(own));
    }

    private String sealed(String event) throws Exception {
        await().until(() -> failed(event) != null);
        Matcher stored = SEALED.matcher(String.valueOf(failed(event).get("requestBody")));
        assertThat(stored.find()).isTrue();
        return stored.group();
    }

    private String firstName(String email) throws Exception {
        String query = "?" + CREDENTIALS + "&email=" + email;
        return String.valueOf(json(send("GET", ACCOUNT + query, "", 200)).get("FirstName"));
    }

    private void nowhereInClear() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("Correct-Horse", "Other-Horse");
            }
        }
    }

    private Map<?, ?> failed(String event) throws Exception {
        List<?> items =
                (List<?>) json(send("GET", "/api/failed-queries?limit=50", "", 200)).get("items");
        return items.stream()
                .map(one -> (Map<?, ?>) one)
                .filter(one -> event.equals(one.get("eventId")))
                .findFirst()
                .orElse(null);
    }

    private void replay(String event, String body) throws Exception {
        send("POST", "/api/failed-queries/" + failed(event).get("id") + "/replay", body, 202);
    }

    private String account(String email) throws Exception {
        String body =
                "{\"Password\":\"First-Horse-1\",\"Email\":[{\"Type\":\"Primary\",\"Value\":\"%s\"}]}";
        return String.valueOf(
                json(send("POST", ACCOUNT + "?" + CREDENTIALS, body.formatted(email), 200))
                        .get("Uid"));
    }

    private boolean isPassword(String uid, String text) throws Exception {
        Map<?, ?> answer =
                json(send("GET", ACCOUNT + "/" + uid + "/password?" + CREDENTIALS, "", 200));
        String[] parts = String.valueOf(answer.get("PasswordHash")).split(":");
        byte[] salt = Base64.getDecoder().decode(parts[0]);
        byte[] hash =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(new PBEKeySpec(text.toCharArray(), salt, 10_000, 256))
                        .getEncoded();
        return Base64.getEncoder().encodeToString(hash).equals(parts[1]);
    }

    private static Map<?, ?> json(String text) throws Exception {
        return (Map<?, ?>) Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private String send(String method, String path, String body, int status) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Authorization", "Bearer admin")
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return answer.body();
    }
}
