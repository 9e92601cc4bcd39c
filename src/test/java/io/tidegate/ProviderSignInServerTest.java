package io.tidegate;

import static io.tidegate.ConsoleVisitor.detail;
import static io.tidegate.ConsoleVisitor.json;
import static io.tidegate.ProviderVisitor.SIGN_IN_PAGE;
import static io.tidegate.ProviderVisitor.location;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.PlainJWT;
import io.tidegate.intake.Wire;
import io.tidegate.oidc.TestProvider;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How people come in by the organisation's provider, and who does not, over HTTP. */
class ProviderSignInServerTest {
    @TempDir static Path folder;
    private static TestProvider provider;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        provider = new TestProvider();
        server =
                new RunningServer(
                        folder,
                        "",
                        Map.of(
                                "TIDEGATE_OIDC_ISSUER",
                                provider.issuer(),
                                "TIDEGATE_OIDC_CLIENT_ID",
                                TestProvider.CLIENT,
                                "TIDEGATE_OIDC_CLIENT_SECRET",
                                TestProvider.SECRET,
                                "TIDEGATE_OIDC_ROLES",
                                "admins=admin, staff=viewer, ops=operator",
                                "TIDEGATE_OIDC_TITLE",
                                "Sign in with Tide",
                                "TIDEGATE_TRUSTED_PROXIES",
                                "127.0.0.1"));
        provider.redirect = origin() + "/console/oidc/callback";
        String made = server.admin("/api/people", "{\"name\":\"carl\",\"role\":\"viewer\"}").body();
        assertThat(made).contains("\"invited\"");
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
    }

    private static String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    private static ProviderVisitor visitor(String address) {
        return new ProviderVisitor(provider, origin(), address);
    }

    private static List<String> audit(String action, String who) {
        return server.rows(
                "SELECT coalesce(before_json, '') || ' ' || after_json FROM audit WHERE action = '"
                        + action
                        + "' AND who = '"
                        + who
                        + "' ORDER BY id");
    }

    @Test
    void whoTheProviderKnowsIsSignedInAndTheRoleFollowsTheClaim() throws Exception {
        ProviderVisitor ann = visitor("192.0.2.1");
        provider.says("ann-1", "ann", "staff");
        HttpResponse<String> first = ann.get("/console/session");
        assertThat(first.body())
                .contains(
                        "\"oidc\":{\"title\":\"Sign in with Tide\",\"href\":\""
                                + origin()
                                + "/console/oidc\",\"problem\":null}");

        HttpResponse<String> begun = ann.get("/console/oidc?next=/deliveries?status=failed");
        assertThat(begun.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .matches(
                        "tidegate-oidc=[\\w-]{200,2000}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax");
        HttpResponse<String> back =
                ann.get(provider.back(URI.create(location(begun)).getRawQuery()));
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(location(back)).isEqualTo("/console/#/deliveries?status=failed");
        assertThat(back.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'");
        assertThat(back.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(back.headers().allValues("Set-Cookie"))
                .anyMatch(line -> line.matches("tidegate=[\\w-]+; .*HttpOnly; SameSite=Strict"))
                .anyMatch(line -> line.startsWith("tidegate-oidc=; Path=/; Max-Age=0"));
        assertThat(json(ann.get("/api/me")))
                .containsEntry("name", "ann")
                .containsEntry("role", "viewer")
                .containsEntry("by", "oidc");
        assertThat(audit("person.create", "ann"))
                .singleElement()
                .asString()
                .contains("\"role\":\"viewer\"", "\"signIn\":\"oidc\"");
        assertThat(audit("session.start", "ann")).singleElement().asString().contains("oidc");

        provider.says("ann-1", "renamed-at-the-provider", "ops");
        String before = ann.cookie("tidegate");
        assertThat(location(ann.signIn())).isEqualTo("/console/#/");
        assertThat(json(ann.get("/api/me")))
                .containsEntry("name", "ann")
                .containsEntry("role", "operator");
        assertThat(audit("person.change", "ann"))
                .singleElement()
                .asString()
                .containsSubsequence("\"role\":\"viewer\"", "\"role\":\"operator\"");
        assertThat(server.rows("SELECT count(*) FROM console_session WHERE person = 'ann'"))
                .containsExactly("1"); // what the browser had before has ended
        assertThat(before).isNotEqualTo(ann.cookie("tidegate"));
    }

    @Test
    void thereIsNoPasswordForThemAndNoRoleFromHere() throws Exception {
        provider.says("pat-1", "pat", "staff");
        ProviderVisitor pat = visitor("192.0.2.2");
        pat.signIn();
        HttpResponse<String> changed =
                pat.send(
                        "PUT",
                        "/api/me/password",
                        "{\"old\":\"\",\"new\":\"four words that fit\"}");
        assertThat(changed.statusCode()).isEqualTo(409);
        assertThat(detail(changed))
                .isEqualTo("pat has no password: it is the provider's that counts");
        HttpResponse<String> byPassword =
                visitor("192.0.2.2")
                        .send(
                                "POST",
                                "/console/session",
                                ConsoleVisitor.credentials("pat", "four words that fit"));
        assertThat(byPassword.statusCode()).isEqualTo(401);
        assertThat(server.request("PATCH", "/api/people/pat", "{\"role\":\"admin\"}").body())
                .contains("pat has the role that the provider's claim gives");
        assertThat(server.admin("/api/people/pat/invitation", "{}").status()).isEqualTo(409);
    }

    @Test
    void whoseClaimGivesNoRoleIsToldWhatItHeldAndIsOutAtOnce() throws Exception {
        ProviderVisitor nora = visitor("192.0.2.3");
        provider.says("nora-1", "nora", "staff");
        nora.signIn();
        assertThat(nora.get("/api/me").statusCode()).isEqualTo(200);
        provider.says("nora-1", "nora", "sales");
        String why = "the claim \"groups\" holds \"sales\", which gives no role here";
        ProviderVisitor elsewhere = visitor("192.0.2.3");
        elsewhere.isTurnedAway(elsewhere.signIn(), why);
        assertThat(nora.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(audit("session.refused", "nora"))
                .singleElement()
                .asString()
                .contains("holds \\\"sales\\\"", "TIDEGATE_OIDC_ROLES");

        provider.says("stranger-1", "stranger", "sales");
        elsewhere.isTurnedAway(elsewhere.signIn(), why);
        assertThat(server.rows("SELECT name FROM person WHERE name = 'stranger'")).isEmpty();
    }

    @Test
    void whoIsDeactivatedStaysOut() throws Exception {
        provider.says("dora-1", "dora", "staff");
        ProviderVisitor dora = visitor("192.0.2.4");
        dora.signIn();
        server.request("PATCH", "/api/people/dora", "{\"active\":false}");
        ProviderVisitor again = visitor("192.0.2.4");
        again.isTurnedAway(again.signIn(), "an administrator has deactivated you");
        assertThat(audit("session.refused", "dora")).hasSize(1);
        assertThat(dora.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void aNameNeverTakesAnotherPersonsPlace() throws Exception {
        provider.says("mallory-1", "CARL", "admins");
        ProviderVisitor mallory = visitor("192.0.2.5");
        mallory.isTurnedAway(mallory.signIn(), "there is another person of that name here, carl");
        assertThat(server.rows("SELECT role FROM person WHERE name = 'carl'"))
                .containsExactly("viewer");
        provider.says("mallory-2", "admin", "staff"); // how the settings' token is written down
        assertThat(location(mallory.signIn())).isEqualTo("/console/#/");
        assertThat(json(mallory.get("/api/me"))).containsEntry("name", "mallory-2");
    }

    @Test
    void anAnswerThatThisBrowserDidNotAskForSignsNobodyIn() throws Exception {
        provider.says("eve-1", "eve", "staff");
        String ofEve = visitor("192.0.2.6").begin();
        ProviderVisitor victim = visitor("192.0.2.7");
        victim.isTurnedAway(victim.get(ofEve), "this sign-in was not begun in this browser");
        victim.begin(); // and with one of its own under way
        victim.isTurnedAway(victim.get(ofEve), "the provider's answer belongs to another sign-in");
        victim.isTurnedAway(
                victim.get("/console/oidc/callback?error=x&error_description=Call+0900-666"),
                "this sign-in was not begun in this browser"); // no word of a stranger's
        assertThat(server.rows("SELECT name FROM person WHERE name = 'eve'")).isEmpty();
        assertThat(server.rows("SELECT who FROM audit WHERE from_address = '192.0.2.7'")).isEmpty();
    }

    @Test
    void anAnswerIsGoodOnce() throws Exception {
        provider.says("otto-1", "otto", "staff");
        ProviderVisitor otto = visitor("192.0.2.8");
        String back = otto.begin();
        String kept = otto.cookie("tidegate-oidc");
        assertThat(location(otto.get(back))).isEqualTo("/console/#/");
        ProviderVisitor thief = visitor("192.0.2.8");
        HttpCookie cookie = new HttpCookie("tidegate-oidc", kept);
        cookie.setDomain("127.0.0.1");
        cookie.setPath("/");
        cookie.setVersion(0);
        thief.jar.getCookieStore().add(URI.create(origin()), cookie);
        HttpResponse<String> again = thief.get(back);
        assertThat(location(again)).isEqualTo(SIGN_IN_PAGE);
        thief.isTurnedAway(again, "this sign-in is completed already");
    }

    @Test
    void aTokenThatIsNotRightInEverythingSignsNobodyIn() throws Exception {
        provider.says("tim-1", "tim", "staff");
        assertThat(location(visitor("192.0.2.14").signIn())).isEqualTo("/console/#/");
        provider.rotate();
        assertThat(location(visitor("192.0.2.14").signIn())).isEqualTo("/console/#/");

        ProviderVisitor tom = visitor("192.0.2.9");
        String not = "the provider's ID token is not believed: ";
        provider.says(who -> who.claim("nonce", "of another sign-in"));
        tom.isTurnedAway(tom.signIn(), not + "its nonce");
        provider.says(who -> who.audience("another-client"));
        tom.isTurnedAway(tom.signIn(), not + "its aud is [another-client]");
        provider.says(who -> who.issuer("https://evil.example"));
        tom.isTurnedAway(tom.signIn(), not + "its iss");
        provider.says(who -> who.expirationTime(Date.from(Instant.now().minusSeconds(120))));
        tom.isTurnedAway(tom.signIn(), not + "it expired at ");
        provider.says("tom-1", "tom", "admins");
        provider.signs(claims -> new PlainJWT(claims).serialize());
        tom.isTurnedAway(tom.signIn(), not + "it is not signed");
        var foreign = TestProvider.key("another");
        provider.signs(claims -> TestProvider.signed(claims, foreign));
        tom.isTurnedAway(tom.signIn(), not + "none of the provider's keys");
        assertThat(server.rows("SELECT name FROM person WHERE name = 'tom'")).isEmpty();
        assertThat(audit("session.refused", "a sign-in by the provider"))
                .hasSizeGreaterThanOrEqualTo(6)
                .anyMatch(entry -> entry.contains("it is not signed"));
    }

    @Test
    void whatTheProviderRefusesIsShownInItsWordsAndMixedUpAnswersAreNot() throws Exception {
        ProviderVisitor rita = visitor("192.0.2.10");
        provider.says("rita-1", "rita", "staff");
        provider.answers(
                Map.of(
                        "code",
                        "",
                        "error",
                        "access_denied",
                        "error_description",
                        "<img src=x onerror=alert(1)> not today"));
        rita.isTurnedAway(
                rita.signIn(),
                "the provider refused: access_denied, <img src=x onerror=alert(1)> not today");
        provider.answers(Map.of("iss", "https://evil.example"));
        rita.isTurnedAway(rita.signIn(), "the answer's iss is https://evil.example");
        provider.answers(Map.of("code", "made-up"));
        rita.isTurnedAway(rita.signIn(), "invalid_grant");
    }

    @Test
    void noRequestSaysWhereTheProviderSendsBrowsersTo() throws Exception {
        ProviderVisitor vic = visitor("192.0.2.11");
        vic.headers.put("X-Forwarded-Host", "evil.example");
        vic.headers.put("Forwarded", "host=evil.example");
        String location = location(vic.get("/console/oidc"));
        assertThat(location)
                .contains(
                        "redirect_uri="
                                + URLEncoder.encode(
                                        origin() + "/console/oidc/callback",
                                        StandardCharsets.UTF_8))
                .doesNotContain("evil");
        String asked =
                Wire.once(server.port(), "GET /console/oidc HTTP/1.1\r\nHost: evil.example\r\n\r\n")
                        .toString();
        assertThat(asked).contains("location=" + provider.issuer()).doesNotContain("evil");
        for (String next :
                List.of(
                        "//evil.example",
                        "https://evil.example",
                        "/%0d%0aSet-Cookie:x=y",
                        "/%23")) {
            provider.says("vic-1", "vic", "staff");
            ProviderVisitor fresh = visitor("192.0.2.11");
            String begun = location(fresh.get("/console/oidc?next=" + next));
            HttpResponse<String> back = fresh.get(provider.back(URI.create(begun).getRawQuery()));
            assertThat(location(back)).matches("/console/#/(/evil\\.example)?"); // a place of ours
        }
    }

    @Test
    void overTlsItsCookieIsForThisHostAlone() throws Exception {
        ProviderVisitor secure = visitor("192.0.2.12");
        secure.headers.put("X-Forwarded-Proto", "https");
        assertThat(secure.get("/console/oidc").headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .matches("__Host-tidegate-oidc=[\\w-]+; Path=/; .*SameSite=Lax; Secure");
    }

    @Test
    void whatStrangersSendTakesNoTriesFromTheirAddress() throws Exception {
        ProviderVisitor bot = visitor("192.0.2.13");
        int asked = provider.asked.size();
        for (int i = 0; i < 40; i++) {
            bot.get("/console/oidc/callback?state=x&code=y");
        }
        assertThat(provider.asked).hasSize(asked);
        provider.says("ben-1", "ben", "staff");
        assertThat(location(visitor("192.0.2.13").signIn())).isEqualTo("/console/#/");
    }
}
