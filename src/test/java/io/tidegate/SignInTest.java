package io.tidegate;

import static io.tidegate.ConsoleVisitor.credentials;
import static io.tidegate.ConsoleVisitor.detail;
import static io.tidegate.ConsoleVisitor.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How people come in, over HTTP. */
class SignInTest {
    private static final String PASSWORD = "four words that fit";

    @TempDir static Path folder;
    private static RunningServer server;
    private static String printed;
    private static String setup;

    @BeforeAll
    static void start() throws Exception {
        printed =
                ConsoleVisitor.printed(
                        () ->
                                server =
                                        new RunningServer(
                                                folder,
                                                "",
                                                Map.of("TIDEGATE_TRUSTED_PROXIES", "127.0.0.0/8")));
        setup = ConsoleVisitor.setupToken(printed);
        ConsoleVisitor ann = visitor("192.0.2.200");
        HttpResponse<String> made =
                ann.post(
                        "/console/setup",
                        "{\"token\":\""
                                + setup
                                + "\",\"name\":\"Ann\",\"password\":\""
                                + PASSWORD
                                + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(json(made)).containsEntry("name", "Ann").containsEntry("role", "admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ConsoleVisitor visitor(String address) {
        return new ConsoleVisitor(server.port()).with("X-Forwarded-For", address);
    }

    private static ConsoleVisitor signedIn(String address) throws Exception {
        ConsoleVisitor ann = visitor(address);
        assertThat(ann.signIn("Ann", PASSWORD).statusCode()).isEqualTo(200);
        return ann;
    }

    @Test
    void theFirstStartPrintsALinkThatIsGoodOnce() throws Exception {
        assertThat(printed)
                .contains(
                        "nobody can sign in to the console yet; make the administrator, once, at http://127.0.0.1:"
                                + server.port()
                                + "/console/#/setup/"
                                + setup);
        HttpResponse<String> again =
                visitor("192.0.2.1")
                        .post(
                                "/console/setup",
                                "{\"token\":\""
                                        + setup
                                        + "\",\"name\":\"Eve\",\"password\":\""
                                        + PASSWORD
                                        + "\"}");
        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(detail(again))
                .isEqualTo(
                        "this link was used already, or is none: Tidegate prints a new one at each start while nobody can"
                                + " sign in");
        assertThat(server.rows("SELECT token_hash FROM invitation")).isEmpty();
    }

    @Test
    void whoIsSignedInMayUseTheApiUntilSigningOut() throws Exception {
        ConsoleVisitor ann = visitor("192.0.2.2");
        assertThat(ann.get("/api/connectors").statusCode()).isEqualTo(401);
        assertThat(ann.get("/console/session").body())
                .isEqualTo("{\"signedIn\":null,\"setup\":false,\"oidc\":null}");

        assertThat(ann.signIn("ann", PASSWORD).statusCode()).isEqualTo(200); // in any case
        assertThat(ann.get("/api/connectors").statusCode()).isEqualTo(200);
        assertThat(json(ann.get("/console/session")).get("signedIn"))
                .asString()
                .contains("name=Ann", "role=admin", "expiresAt=");

        String held = ann.cookie;
        assertThat(ann.send("DELETE", "/console/session", null).statusCode()).isEqualTo(204);
        assertThat(ann.cookie).isNull();
        ann.cookie = held;
        HttpResponse<String> after = ann.get("/api/connectors");
        assertThat(after.statusCode()).isEqualTo(401);
        assertThat(detail(after)).isEqualTo("this session has ended; sign in again");
    }

    @Test
    void theCookieTellsNothingAndIsForThisHostAlone() throws Exception {
        ConsoleVisitor ann = visitor("192.0.2.3");
        ann.signIn("Ann", PASSWORD);
        assertThat(ann.setCookies.get(0))
                .matches(
                        "tidegate=[\\w-]{80,200}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
        ConsoleVisitor secure = visitor("192.0.2.3").with("X-Forwarded-Proto", "https");
        secure.signIn("Ann", PASSWORD);
        assertThat(secure.setCookies.get(0))
                .matches("__Host-tidegate=[\\w-]+; Path=/; .*; SameSite=Strict; Secure");
        assertThat(secure.get("/api/connectors").statusCode()).isEqualTo(200);

        assertThat(server.rows("SELECT id_hash FROM console_session"))
                .noneMatch(hash -> ann.cookie.contains(hash));
        ann.cookie = ann.cookie.substring(0, ann.cookie.length() - 2) + "AA";
        assertThat(ann.get("/api/connectors").statusCode()).isEqualTo(401);
    }

    @Test
    void whatABrowserBroughtBeforeIsGoodForNothingAfterSigningIn() throws Exception {
        ConsoleVisitor ann = signedIn("192.0.2.4");
        String before = ann.cookie;
        ann.signIn("Ann", PASSWORD);
        assertThat(ann.cookie).isNotEqualTo(before);
        ConsoleVisitor thief = visitor("192.0.2.4");
        thief.cookie = before;
        assertThat(thief.get("/api/connectors").statusCode()).isEqualTo(401);
        assertThat(ann.get("/api/connectors").statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownNameIsAnsweredAsAWrongPasswordIs() throws Exception {
        HttpResponse<String> unknown = visitor("192.0.2.5").signIn("nobody", PASSWORD);
        HttpResponse<String> wrong = visitor("192.0.2.5").signIn("Ann", "something else entirely");
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(detail(wrong))
                .isEqualTo("the name or the password is wrong, or this person may not sign in");
    }

    @Test
    void tooManyWrongOnesAreNotLookedAtForAWhile() throws Exception {
        HttpResponse<String> last = null;
        for (int i = 0; i < 11; i++) {
            last = visitor("192.0.2." + (100 + i)).signIn("bob", "wrong wrong wrong");
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After").orElse("")).matches("[1-3]?\\d");
        assertThat(detail(last)).startsWith("too many tries that went wrong for this name");
        assertThat(visitor("192.0.2.100").signIn("Ann", PASSWORD).statusCode()).isEqualTo(200);

        for (int i = 0; i < 31; i++) {
            last = visitor("192.0.2.7").signIn("x" + i, "");
        }
        assertThat(detail(last)).startsWith("too many tries that went wrong for this address");
    }

    @Test
    void aChangeByCookieMustBeMadeByTheConsole() throws Exception {
        ConsoleVisitor ann = signedIn("192.0.2.8");
        String path = "/api/secrets/crm";
        String body = "{\"text\":\"x\"}";
        ann.with("X-Tidegate", null);
        assertThat(ann.get("/api/connectors").statusCode()).isEqualTo(200);
        HttpResponse<String> bare = ann.send("PUT", path, body);
        assertThat(bare.statusCode()).isEqualTo(403);
        assertThat(detail(bare))
                .isEqualTo(
                        "a change by cookie needs the header X-Tidegate: console, which another site cannot send;"
                                + " nothing was changed");
        ann.with("X-Tidegate", "console").with("Sec-Fetch-Site", "same-site");
        assertThat(ann.send("PUT", path, body).statusCode()).isEqualTo(403);
        ann.with("Sec-Fetch-Site", "same-origin").with("Origin", "http://evil.example");
        assertThat(ann.send("PUT", path, body).statusCode()).isEqualTo(403);
        ann.with("Origin", "http://127.0.0.1:" + server.port());
        assertThat(ann.send("PUT", path, body).statusCode()).isEqualTo(200);
        assertThat(
                        visitor("192.0.2.8")
                                .with("X-Tidegate", null)
                                .post("/console/session", credentials("Ann", PASSWORD))
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsNoJsonOrTooMuchIsRefusedWithoutItsWords() throws Exception {
        HttpResponse<String> broken =
                visitor("192.0.2.9").post("/console/session", "{\"password\":\"hunter2hunter2\",");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).doesNotContain("hunter2");
        assertThat(visitor("192.0.2.9").signIn("Ann", "x".repeat(20_000)).statusCode())
                .isEqualTo(413);
        assertThat(visitor("192.0.2.9").signIn("Ann", "x".repeat(10_000)).statusCode())
                .isEqualTo(401);
        assertThat(visitor("192.0.2.9").post("/console/session", "{}").statusCode()).isEqualTo(422);
    }
}
