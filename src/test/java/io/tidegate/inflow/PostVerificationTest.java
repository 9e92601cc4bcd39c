package io.tidegate.inflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import io.tidegate.connector.Verification;
import io.tidegate.connector.Verification.Algorithm;
import io.tidegate.connector.Verification.Basic;
import io.tidegate.connector.Verification.Bearer;
import io.tidegate.connector.Verification.Encoding;
import io.tidegate.connector.Verification.Hmac;
import io.tidegate.intake.Wire;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HMAC, bearer, basic and none. The HMACs were made by {@code openssl dgst -hmac it-is-secret}. */
class PostVerificationTest {
    private static final String BODY = "{\"n\":1}";
    private static final String SHA256 =
            "967300411cd09ecb5ce58a31327c85d027623a151cb36f9733864bd245044969";

    @TempDir private Path folder;
    private PostedTo server;

    @BeforeEach
    void open() throws Exception {
        server = new PostedTo(folder, new ManualClock("2026-11-26T10:00:00Z"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void connector(Verification how) {
        server.connector("crm", new PostedTo.With().verification(how).entry());
    }

    private void hmac(Algorithm algorithm, Encoding encoding, String prefix) {
        connector(
                new Hmac(
                        server.secret("s", "it-is-secret"),
                        "X-Signature",
                        algorithm,
                        encoding,
                        prefix));
    }

    @ParameterizedTest
    @CsvSource({
        "SHA256, HEX, '', 967300411cd09ecb5ce58a31327c85d027623a151cb36f9733864bd245044969",
        "SHA256, HEX, '', 967300411CD09ECB5CE58A31327C85D027623A151CB36F9733864BD245044969",
        "SHA256, HEX, sha256=, sha256=967300411cd09ecb5ce58a31327c85d027623a151cb36f9733864bd245044969",
        "SHA256, BASE64, '', lnMAQRzQnstc5YoxMnyF0CdiOhUcs2+XM4ZL0kUESWk=",
        "SHA1, HEX, sha1=, sha1=53bfba1863f527fe6c518823d361f4cd57299c06",
        "SHA512, BASE64, '', sSIsBAehIhCEW72K2CXKipTtniIBeHHE43yiob3zDeIxNYKR9doQa31gt49ZI75eW2uWROcfPzxKNMxaVtoyGw=="
    })
    void theHashOfTheBytesIsRight(
            Algorithm algorithm, Encoding encoding, String prefix, String header) throws Exception {
        hmac(algorithm, encoding, prefix);

        assertThat(server.json("crm", BODY, "x-signature", header).statusCode()).isEqualTo(202);
        assertThat(server.json("crm", BODY + " ", "x-signature", header).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "sha256=00",
                "sha256=zz",
                "967300411cd09ecb5ce58a31327c85d027623a151cb36f9733864bd245044969",
                "sha1=967300411cd09ecb5ce58a31327c85d027623a151cb36f9733864bd245044969",
                "sha256= 967300411cd09ecb5ce58a31327c85d027623a151cb36f9733864bd245044969"
            })
    void anythingElseIs401(String header) throws Exception {
        hmac(Algorithm.SHA256, Encoding.HEX, "sha256=");

        assertThat(server.json("crm", BODY, "x-signature", header).statusCode()).isEqualTo(401);
        assertThat(server.json("crm", BODY).statusCode()).isEqualTo(401);
        assertThat(server.events()).isEmpty();
    }

    @Test
    void twoSignaturesAreNone() throws Exception {
        hmac(Algorithm.SHA256, Encoding.HEX, "");

        assertThat(
                        server.json("crm", BODY, "x-signature", SHA256, "x-signature", SHA256)
                                .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer right, 202",
        "bearer right, 202",
        "Bearer wrong, 401",
        "Bearer, 401",
        "right, 401",
        "Basic cmlnaHQ=, 401",
        "'', 401"
    })
    void bearerIsTheToken(String header, int status) throws Exception {
        connector(new Bearer(server.secret("t", "right")));

        HttpResponse<String> answer = server.json("crm", BODY, "authorization", header);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 401) {
            assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Basic dXNlcjpww6RzczppdA==, 202",
        "basic dXNlcjpww6RzczppdA==, 202",
        "Basic dXNlcjpwYXNz, 401",
        "Basic dXNlcg==, 401",
        "Basic !!!, 401",
        "Bearer dXNlcjpww6RzczppdA==, 401"
    })
    void basicIsUserAndPassword(String header, int status) throws Exception {
        connector(new Basic(server.secret("u", "user"), server.secret("p", "päss:it")));

        assertThat(server.json("crm", BODY, "authorization", header).statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStrangersBodyIsNotReadWhereTheHeadIsEnough(boolean bearer) throws Exception {
        connector(
                bearer
                        ? new Bearer(server.secret("t", "right"))
                        : new Basic(server.secret("u", "u"), server.secret("p", "p")));
        try (Wire wire = new Wire(server.port)) {
            wire.send("POST /inflow/crm HTTP/1.1\r\nHost: t\r\nContent-Length: 8000\r\n\r\n");

            assertThat(wire.read().status()).isEqualTo(401);
            assertThat(server.counted).containsExactly("crm unverified");
        }
    }

    @Test
    void noneTakesFromAnybody() throws Exception {
        connector(new Verification.None());

        assertThat(server.json("crm", BODY).statusCode()).isEqualTo(202);
    }
}
