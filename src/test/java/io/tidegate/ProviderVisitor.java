package io.tidegate;

import static io.tidegate.ConsoleVisitor.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.oidc.TestProvider;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** A browser: it keeps cookies, and follows nothing unless it is told to. */
final class ProviderVisitor {
    static final String SIGN_IN_PAGE = "/console/#/sign-in";

    private final TestProvider provider;
    private final String origin;
    final CookieManager jar = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(jar).build();
    final Map<String, String> headers = new HashMap<>();

    ProviderVisitor(TestProvider provider, String origin, String address) {
        this.provider = provider;
        this.origin = origin;
        headers.put("X-Tidegate", "console");
        headers.put("X-Forwarded-For", address);
    }

    HttpResponse<String> send(String method, String url, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url.startsWith("/") ? origin + url : url))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String url) throws Exception {
        return send("GET", url, null);
    }

    /** To the provider; gives where that sends the browser back to. */
    String begin() throws Exception {
        String location = location(get("/console/oidc"));
        assertThat(location).startsWith(provider.issuer() + "/authorize?");
        return provider.back(URI.create(location).getRawQuery());
    }

    HttpResponse<String> signIn() throws Exception {
        return get(begin());
    }

    /** Was sent back to the sign-in page, which says why, once, and nobody is signed in. */
    void isTurnedAway(HttpResponse<String> answer, String why) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer)).isEqualTo(SIGN_IN_PAGE);
        assertThat(answer.body()).isEmpty();
        assertThat(cookie("tidegate")).isNull();
        HttpResponse<String> page = get("/console/session");
        assertThat(json(page).get("signedIn")).isNull();
        assertThat(problem(page)).contains(why);
        assertThat(problem(get("/console/session"))).isEqualTo("null");
    }

    String cookie(String name) {
        return jar.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse(null);
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static String problem(HttpResponse<String> session) {
        return String.valueOf(((Map<?, ?>) json(session).get("oidc")).get("problem"));
    }
}
