package io.tidegate.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.event.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An OpenID Connect provider on this machine: it checks what a real one does (client, redirect URI,
 * PKCE, each code once), and says of somebody what a test wants, also what it must not.
 */
public final class TestProvider implements AutoCloseable {
    public static final String CLIENT = "tidegate-console";
    public static final String SECRET = "secret+of/the=client";

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

    /** Paths that were asked for, without the browser's. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** Redirect URIs that the provider would send browsers to. */
    public volatile String redirect = "";

    private volatile JWK key = key("first");
    private volatile JWKSet published = new JWKSet(key.toPublicJWK());
    private volatile Consumer<JWTClaimsSet.Builder> claims = who -> {};
    private volatile Function<JWTClaimsSet, String> signing = this::signed;
    private volatile Map<String, Object> userInfo = Map.of();
    private volatile Consumer<Map<String, Object>> metadata = all -> {};
    private volatile Map<String, String> answer = Map.of();

    public TestProvider() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.createContext("/", this::handle);
        server.start();
    }

    /** By another name than Tidegate's address: another site, for a browser. */
    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Everything as it should be, and somebody with these claims. */
    public void says(Consumer<JWTClaimsSet.Builder> claims) {
        this.claims = claims;
        this.signing = this::signed;
        this.userInfo = Map.of();
        this.metadata = all -> {};
        this.answer = Map.of();
    }

    /** Somebody of this subject, name and group. */
    public void says(String subject, String name, String group) {
        says(
                who ->
                        who.subject(subject)
                                .claim("preferred_username", name)
                                .claim("groups", List.of(group)));
    }

    public void signs(Function<JWTClaimsSet, String> how) {
        signing = how;
    }

    public void userInfo(Map<String, Object> claims) {
        userInfo = claims;
    }

    public void metadata(Consumer<Map<String, Object>> change) {
        metadata = change;
    }

    /** What it sends the browser back with, beside or instead of the code; empty: left out. */
    public void answers(Map<String, String> parameters) {
        answer = parameters;
    }

    public JWK key() {
        return key;
    }

    /** From now on another key, of another kind, signs, and it alone is published. */
    public void rotate() {
        String id = "key-" + UUID.randomUUID();
        key = key instanceof ECKey ? rsa(id) : key(id);
        published = new JWKSet(key.toPublicJWK());
    }

    /** A new one. */
    public static JWK key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWK rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String signed(JWTClaimsSet claims) {
        return signed(claims, key);
    }

    public static String signed(JWTClaimsSet claims, JWK key) {
        JWSAlgorithm algorithm = key instanceof ECKey ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256;
        try {
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
            token.sign(new DefaultJWSSignerFactory().createJWSSigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.equals("/authorize")) {
            asked.add(path);
        }
        try {
            switch (path) {
                case "/.well-known/openid-configuration" -> json(exchange, 200, metadata());
                case "/jwks" -> send(exchange, 200, "application/json", published.toString());
                case "/authorize" -> authorize(exchange);
                case "/token" -> token(exchange);
                case "/userinfo" -> json(exchange, 200, userInfo);
                default -> send(exchange, 404, "text/plain", "nothing here");
            }
        } catch (RuntimeException e) {
            send(exchange, 500, "text/plain", e.toString());
        }
    }

    private Map<String, Object> metadata() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("issuer", issuer());
        all.put("authorization_endpoint", issuer() + "/authorize");
        all.put("token_endpoint", issuer() + "/token");
        all.put("jwks_uri", issuer() + "/jwks");
        all.put("userinfo_endpoint", issuer() + "/userinfo");
        all.put("response_types_supported", List.of("code"));
        all.put("subject_types_supported", List.of("public"));
        all.put("id_token_signing_alg_values_supported", List.of("RS256"));
        all.put("authorization_response_iss_parameter_supported", true);
        metadata.accept(all);
        return all;
    }

    /** A page with a link, which is followed from this site. */
    private void authorize(HttpExchange exchange) throws IOException {
        String back = back(exchange.getRequestURI().getRawQuery());
        send(
                exchange,
                200,
                "text/html; charset=utf-8",
                "<!doctype html><html lang=en><title>The provider</title><link rel=icon href='data:,'>"
                        + "<h1>The provider</h1><a href='"
                        + back.replace("&", "&amp;")
                        + "'>Go on</a>");
    }

    /** Where the provider sends a browser that comes with this query. */
    public String back(String query) {
        Map<String, String> asked = single(URLUtils.parseParameters(query));
        if (!asked.get("client_id").equals(CLIENT)
                || !asked.get("redirect_uri").equals(redirect)
                || !asked.get("code_challenge_method").equals("S256")
                || !asked.get("response_type").equals("code")
                || !List.of(asked.get("scope").split(" ")).contains("openid")) {
            throw new IllegalStateException("refused: " + asked);
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("code", code);
        parameters.put("state", asked.get("state"));
        parameters.put("iss", issuer());
        parameters.putAll(answer);
        List<String> pairs = new ArrayList<>();
        parameters.forEach(
                (name, value) -> {
                    if (!value.isEmpty()) {
                        pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
                    }
                });
        return asked.get("redirect_uri") + "?" + String.join("&", pairs);
    }

    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = single(URLUtils.parseParameters(body));
        String basic =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (CLIENT
                                                        + ":"
                                                        + URLEncoder.encode(
                                                                SECRET, StandardCharsets.UTF_8))
                                                .getBytes(StandardCharsets.UTF_8));
        if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            json(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        Map<String, String> begun = codes.remove(String.valueOf(form.get("code")));
        if (begun == null
                || !begun.get("redirect_uri").equals(form.get("redirect_uri"))
                || !CodeChallenge.compute(
                                CodeChallengeMethod.S256,
                                new CodeVerifier(form.get("code_verifier")))
                        .getValue()
                        .equals(begun.get("code_challenge"))) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        json(
                exchange,
                200,
                Map.of(
                        "access_token",
                        UUID.randomUUID().toString(),
                        "token_type",
                        "Bearer",
                        "id_token",
                        signing.apply(claims(begun.get("nonce")))));
    }

    private JWTClaimsSet claims(String nonce) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder all =
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject("somebody")
                        .audience(CLIENT)
                        .claim("nonce", nonce)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)));
        claims.accept(all);
        return all.build();
    }

    private static Map<String, String> single(Map<String, List<String>> parameters) {
        Map<String, String> single = new HashMap<>();
        parameters.forEach((name, values) -> single.put(name, values.get(0)));
        return single;
    }

    private static void json(HttpExchange exchange, int status, Map<String, Object> body)
            throws IOException {
        send(exchange, status, "application/json", Json.text(body));
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
