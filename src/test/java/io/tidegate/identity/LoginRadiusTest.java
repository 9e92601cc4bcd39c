package io.tidegate.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tidegate.event.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls as LoginRadius' public documentation has them. */
class LoginRadiusTest {
    private static final String ACCOUNT = "/identity/v2/manage/account/u1";
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-04-05T06:07:08Z"), ZoneOffset.UTC);

    private final WireMockServer server = new WireMockServer(options().dynamicPort());
    private final Calls calls = new Calls();
    private final Account account = new Account("u1", Map.of("Uid", "u1"));

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(any(anyUrl()).willReturn(okJson("{\"Uid\":\"u1\",\"City\":\"Ulm\"}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void keyAndSecretAreHeaders() throws Exception {
        client(Authentication.HEADERS).find(key(MatchField.UID, "u1"), how(false));

        server.verify(
                getRequestedFor(urlEqualTo(ACCOUNT))
                        .withHeader("X-LoginRadius-ApiKey", equalTo("the key"))
                        .withHeader("X-LoginRadius-ApiSecret", equalTo("the secret")));
    }

    @Test
    void keyAndSecretMayBeInTheQuery() throws Exception {
        client(Authentication.QUERY).find(key(MatchField.PHONE_ID, "+15550100"), how(false));

        server.verify(
                getRequestedFor(
                        urlEqualTo(
                                "/identity/v2/manage/account?phone=%2B15550100&apikey=the+key&apisecret=the+secret")));
        assertThat(calls.made())
                .singleElement()
                .satisfies(
                        call ->
                                assertThat(call.path())
                                        .isEqualTo("/identity/v2/manage/account?phone"));
    }

    @Test
    void aSignedRequestHoldsNoSecret() throws Exception {
        client(Authentication.SIGNED).write(account, new Write.Phone("+15550100"), how(false));

        LoggedRequest sent =
                server.findAll(putRequestedFor(urlPathEqualTo(ACCOUNT + "/phoneid"))).get(0);
        String expires = sent.getHeader("X-Request-Expires");
        assertThat(expires).isEqualTo("2026-4-5 7:7:8");
        String signed =
                expires
                        + ":"
                        + URLEncoder.encode(
                                        server.baseUrl() + ACCOUNT + "/phoneid?apikey=the+key",
                                        StandardCharsets.UTF_8)
                                .toLowerCase(Locale.ROOT)
                        + ":{\"Phone\":\"+15550100\"}";
        assertThat(sent.getHeader("digest")).isEqualTo("SHA-256=" + hmac(signed));
        assertThat(sent.getUrl() + sent.getHeaders()).doesNotContain("the secret", "the+secret");
    }

    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("the secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder()
                .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void eachWriteIsItsDocumentedCall() throws Exception {
        sends(new Write.Profile(Map.of("City", "Ulm")), "PUT", "", "{'City':'Ulm'}");
        sends(
                new Write.Email("Work", "a@x.example"),
                "PUT",
                "/email",
                "{'Email':[{'type':'Work','value':'a@x.example'}]}");
        sends(new Write.RemoveEmail("a@x.example"), "DELETE", "/email", "{'email':'a@x.example'}");
        sends(new Write.Phone("+1555"), "PUT", "/phoneid", "{'Phone':'+1555'}");
        sends(new Write.Password("pass word"), "PUT", "/password", "{'password':'pass word'}");
        sends(new Write.AssignRoles(List.of("a")), "PUT", "/role", "{'roles':['a']}");
        sends(new Write.UnassignRoles(List.of("a")), "DELETE", "/role", "{'roles':['a']}");
        sends(
                new Write.RoleContexts(List.of(Map.of("Context", "Home", "Roles", List.of("a")))),
                "PUT",
                "/rolecontext",
                "{'rolecontext':[{'context':'Home','roles':['a']}]}");
        sends(
                new Write.TrimContext("a b", List.of("x"), List.of()),
                "DELETE",
                "/rolecontext/a%20b/role",
                "{'roles':['x']}");
        sends(
                new Write.TrimContext("Home", List.of(), List.of("p")),
                "DELETE",
                "/rolecontext/Home/additionalpermission",
                "{'additionalpermissions':['p']}");
        sends(new Write.InvalidateEmail(null), "PUT", "/invalidateemail", "{}");
        sends(new Write.InvalidatePhone(), "PUT", "/invalidatephone", "{}");
        sends(
                new Write.CreateObject("my cars", Map.of("a", 1)),
                "POST",
                "/customobject?objectname=my+cars",
                "{'a':1}");
        sends(
                new Write.UpdateObject("cars", "o1", Map.of("a", 1), false),
                "PUT",
                "/customobject/o1?objectname=cars&updatetype=partialreplace",
                "{'a':1}");
        sends(
                new Write.UpdateObject("cars", "o1", Map.of("a", 1), true),
                "PUT",
                "/customobject/o1?objectname=cars&updatetype=replace",
                "{'a':1}");
    }

    private void sends(Write write, String method, String path, String body) throws Exception {
        server.resetRequests();
        client(Authentication.HEADERS).write(account, write, how(false));
        LoggedRequest sent = server.getAllServeEvents().get(0).getRequest();
        assertThat(sent.getMethod().value() + " " + sent.getUrl())
                .isEqualTo(method + " " + ACCOUNT + path);
        assertThat(Json.parse(sent.getBody()))
                .isEqualTo(Json.parse(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        assertThat(sent.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(sent.getHeader("X-PreventWebhook")).isNull();
    }

    @Test
    void clearingAsksForNulls() throws Exception {
        Map<String, Object> members = new java.util.HashMap<>();
        members.put("City", null);
        client(Authentication.HEADERS).write(account, new Write.Profile(members), how(false));

        server.verify(
                putRequestedFor(urlEqualTo(ACCOUNT + "?nullsupport=true"))
                        .withRequestBody(equalTo("{\"City\":null}")));
    }

    @Test
    void onlyWritesSuppressWebhooks() throws Exception {
        LoginRadius client = client(Authentication.HEADERS);
        client.find(key(MatchField.UID, "u1"), how(true));
        client.delete(account, how(true));

        server.verify(
                getRequestedFor(urlEqualTo(ACCOUNT)).withHeader("X-PreventWebhook", absent()));
        server.verify(
                deleteRequestedFor(urlEqualTo(ACCOUNT))
                        .withHeader("X-PreventWebhook", equalTo("true")));
    }

    @Test
    void anAddressFindsAllAccountsThatHaveIt() throws Exception {
        answer(200, "{\"Data\":[{\"Uid\":\"u1\"},{\"Uid\":\"u2\"}]}");

        assertThat(client(Authentication.HEADERS).find(key(MatchField.EMAIL, "a+b@x"), how(false)))
                .extracting(Account::uid)
                .containsExactly("u1", "u2");
        server.verify(
                getRequestedFor(
                        urlEqualTo("/identity/v2/manage/account/identities?email=a%2Bb%40x")));
    }

    @Test
    void anExternalIdIsAskedOfTheDirectoryAndLookedAt() throws Exception {
        server.stubFor(
                any(urlPathEqualTo("/identity"))
                        .willReturn(
                                okJson(
                                        "{\"total\":2,\"data\":[{\"Uid\":\"u1\"},{\"Uid\":\"u2\"}]}")));
        server.stubFor(
                any(urlEqualTo(ACCOUNT))
                        .willReturn(
                                okJson(
                                        "{\"Uid\":\"u1\",\"ExternalIds\":[{\"Source\":\"crm\",\"SourceId\":\"7\"}]}")));
        server.stubFor(
                any(urlEqualTo("/identity/v2/manage/account/u2"))
                        .willReturn(
                                okJson(
                                        "{\"Uid\":\"u2\",\"ExternalIds\":[{\"Source\":\"erp\",\"SourceId\":\"7\"}]}")));

        List<Account> found =
                client(Authentication.HEADERS)
                        .find(new MatchKey(MatchField.EXTERNAL_ID, "7", "crm"), how(true));

        assertThat(found).extracting(Account::uid).containsExactly("u1");
        server.verify(
                postRequestedFor(urlEqualTo("/identity?apikey=the+key&apisecret=the+secret"))
                        .withHeader("X-PreventWebhook", absent())
                        .withRequestBody(
                                equalToJson(
                                        "{\"from\":\"2010-01-01\",\"to\":\"2026-04-06\",\"size\":10,\"q\":{\"group\":"
                                                + "{\"operator\":\"AND\",\"rules\":["
                                                + "{\"name\":\"ExternalIds.SourceId\",\"operator\":\"=\",\"value\":\"7\"},"
                                                + "{\"name\":\"ExternalIds.Source\",\"operator\":\"=\",\"value\":\"crm\"}]}}}")));
    }

    @Test
    void allAccountsComeInPages() throws Exception {
        answer(200, "{\"total\":3,\"data\":[{\"Uid\":\"u1\"}],\"next\":\"a b\"}");
        LoginRadius client = client(Authentication.HEADERS);

        AccountPage first = client.page(LocalDate.of(2025, 1, 2), 5_000, null, how(false));
        client.page(null, 5_000, first.next(), how(false));

        assertThat(first.total()).isEqualTo(3);
        server.verify(
                postRequestedFor(urlPathEqualTo("/identity"))
                        .withRequestBody(
                                equalToJson(
                                        "{\"from\":\"2025-01-02\",\"to\":\"2026-04-06\",\"q\":{},\"size\":999}")));
        server.verify(
                getRequestedFor(
                        urlEqualTo("/identity?next=a+b&apikey=the+key&apisecret=the+secret")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 1134, false",
        "400, 936, false",
        "404, 1057, false",
        "405, 0, false",
        "400, 950, true",
        "400, 1215, true",
        "400, 920, true",
        "401, 901, true",
        "403, 0, true",
        "429, 0, true",
        "500, 0, true",
        "503, 1134, true"
    })
    void whetherARefusalIsFinalIsTold(int status, int code, boolean repeat) {
        answer(status, "{\"ErrorCode\":" + code + "}");

        ActionFailed failed = refusal();

        assertThat(failed.isToRepeat()).isEqualTo(repeat);
        assertThat(failed.response().status()).isEqualTo(status);
    }

    @Test
    void aRefusalSaysWhatLoginRadiusSaid() {
        answer(
                400,
                "{\"Description\":\"Some are missing.\",\"ErrorCode\":1134,\"Message\":\"Validation failed.\","
                        + "\"Errors\":[{\"FieldName\":\"city\",\"ErrorMessage\":\"The City field is required.\"}]}");
        assertThat(refusal())
                .hasMessage(
                        "LoginRadius refused PUT /identity/v2/manage/account/u1/phoneid with 400, code 1134:"
                                + " Validation failed. Some are missing. (city: The City field is required.)");

        answer(502, "<html>bad gateway</html>");
        assertThat(refusal())
                .hasMessage(
                        "LoginRadius refused PUT /identity/v2/manage/account/u1/phoneid with 502");
    }

    @Test
    void theNamesOfARefusalComeInAnyCase() {
        answer(400, "{\"description\":\"d\",\"errorCode\":936,\"message\":\"m\"}");

        ActionFailed failed = refusal();

        assertThat(failed.code()).isEqualTo("936");
        assertThat(client(Authentication.HEADERS).isTaken(failed)).isTrue();
    }

    @Test
    void tooManyRequestsTellWhen() {
        server.stubFor(
                any(anyUrl())
                        .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "7")));

        assertThat(refusal().after()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void anAccountThatIsNotThereIsNotFoundAndNotToBeDeleted() throws Exception {
        answer(404, "{\"ErrorCode\":938,\"Message\":\"User does not exist\"}");
        LoginRadius client = client(Authentication.HEADERS);

        for (MatchField field : List.of(MatchField.UID, MatchField.EMAIL, MatchField.USER_NAME)) {
            assertThat(client.find(key(field, "a"), how(false))).isEmpty();
        }
        client.delete(account, how(false));
    }

    @Test
    void noAnswerIsRepeatedAndWrittenDown() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        ActionFailed failed = refusal();

        assertThat(failed.isToRepeat()).isTrue();
        assertThat(failed).hasMessageStartingWith("LoginRadius gave no answer: PUT http://");
        assertThat(failed.getMessage()).doesNotContain("secret");
        assertThat(calls.made()).extracting(Calls.Call::status).containsExactly(0);
    }

    @Test
    void anIdCannotLeaveItsPlaceInThePath() throws Exception {
        answer(200, "{\"Uid\":\"x\"}");
        client(Authentication.HEADERS).find(key(MatchField.UID, "../a?b=c/d"), how(false));

        server.verify(
                getRequestedFor(urlEqualTo("/identity/v2/manage/account/..%2Fa%3Fb%3Dc%2Fd")));
        assertThatThrownBy(
                        () ->
                                client(Authentication.HEADERS)
                                        .find(key(MatchField.UID, ".."), how(false)))
                .hasMessage("\"..\" cannot stand in an address");
    }

    private ActionFailed refusal() {
        return catchThrowableOfType(
                ActionFailed.class,
                () ->
                        client(Authentication.HEADERS)
                                .write(account, new Write.Phone("+1555"), how(false)));
    }

    private void answer(int status, String json) {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(json)));
    }

    private LoginRadius client(Authentication authentication) {
        return new LoginRadius(
                new HttpTransport(),
                URI.create(server.baseUrl()),
                authentication,
                () -> new Credentials("the key", "the secret"),
                CLOCK);
    }

    private How how(boolean preventWebhook) {
        return new How(preventWebhook, calls);
    }

    private static MatchKey key(MatchField field, String value) {
        return new MatchKey(field, value);
    }
}
