package io.tidegate.sandbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.identity.Provider.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-04-18T17:15:10Z"), ZoneOffset.UTC);
    private static final String PATH = "/identity/v2/manage/role";
    private static final String ROLES = "{\"roles\":[{\"name\":\"r\"}]}";

    @TempDir private Path folder;
    private Provider provider;

    @BeforeEach
    void open() throws Exception {
        provider = new Provider(folder, CLOCK, new Limits(5, 2), false);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private HttpRequest.Builder get(String query) {
        return provider.request("GET", PATH + query, null);
    }

    @Test
    void keyAndSecretMayBeInTheQueryInHeadersOrMixed() throws Exception {
        assertThat(provider.send(get("?apikey=the-key&apisecret=the-secret")).status())
                .isEqualTo(200);
        assertThat(provider.send(get("?ApiKey=the-key&apiSecret=the-secret")).status())
                .isEqualTo(200);
        assertThat(provider.send(provider.authorized("GET", PATH, null)).status()).isEqualTo(200);
        assertThat(
                        provider.send(
                                        get("?apikey=the-key")
                                                .header("X-LoginRadius-ApiSecret", "the-secret"))
                                .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 901",
        "?apikey=x&apisecret=the-secret, 901",
        "?apikey=the-key, 902",
        "?apikey=the-key&apisecret=x, 902"
    })
    void whoShowsNotBothIsRefused(String query, int code) throws Exception {
        Answer refused = provider.send(get(query));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo(code);
    }

    private HttpRequest.Builder signed(String expires, @Nullable String body, String secret) {
        String path = PATH + "?apikey=the-key&x=" + Provider.encoded("a b");
        String encoded =
                URLEncoder.encode(provider.base() + path, StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT);
        String message = expires + ":" + encoded + (body == null ? "" : ":" + body);
        byte[] hmac = Hmac.of(secret, message.getBytes(StandardCharsets.UTF_8));
        return provider.request(body == null ? "GET" : "POST", path, body)
                .header("X-Request-Expires", expires)
                .header("digest", "SHA-256=" + Base64.getEncoder().encodeToString(hmac));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-4-18 18:15:10", "2026-4-18 6:15:10 PM"})
    void aSignatureStandsForTheSecret(String expires) throws Exception {
        assertThat(provider.send(signed(expires, null, "the-secret")).status()).isEqualTo(200);
        assertThat(provider.send(signed(expires, ROLES, "the-secret")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-4-18 18:15:10, other, 1208",
        "2026-4-18 17:15:10, the-secret, 1207",
        "soon, the-secret, 1207"
    })
    void aWrongOrLateSignatureIsRefused(String expires, String secret, int code) throws Exception {
        assertThat(provider.send(signed(expires, ROLES, secret)).code()).isEqualTo(code);
        assertThat(provider.get("/role").body()).containsEntry("Count", 0);
    }

    @Test
    void theSixthCallOfASecondIsTooMany() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(provider.get("/role").status()).isEqualTo(200);
        }
        Answer refused = provider.get("/role");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).containsEntry("Message", "Too many requests");
    }
}
