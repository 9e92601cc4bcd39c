package io.tidegate.identity;

import static io.tidegate.identity.ActionResult.Outcome.CREATED;
import static io.tidegate.identity.ActionResult.Outcome.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Json;
import io.tidegate.sandbox.identity.Limits;
import io.tidegate.sandbox.identity.SandboxIdentity;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every action on the sandbox's identity provider: carried out twice, it changes nothing more. */
class SandboxActionsTest {
    private static final String PREFIX = "/sandbox/loginradius";

    @TempDir private Path folder;
    private final Vertx vertx = Vertx.vertx();
    private SandboxIdentity identity;
    private HttpServer server;
    private final Calls calls = new Calls();

    @BeforeEach
    void start() throws Exception {
        open(new Limits(100_000, 100_000));
    }

    private void open(Limits limits) throws Exception {
        identity =
                SandboxIdentity.open(
                        folder.resolve("accounts.db"),
                        Clock.systemUTC(),
                        new io.tidegate.sandbox.identity.Credentials("k", "s"),
                        limits);
        Router router = Router.router(vertx);
        identity.mount(router, PREFIX);
        server =
                vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        identity.close();
    }

    @ParameterizedTest
    @EnumSource(Authentication.class)
    void everyWayOfAuthenticationIsTaken(Authentication authentication) throws Exception {
        Actions actions = actions(authentication, new HttpTransport());

        assertThat(run(actions, upsert("{'Email':[{'Value':'ann@x.example'}]}")).outcome())
                .isEqualTo(CREATED);
        assertThat(
                        run(actions, upsert("{'Email':[{'Value':'ann@x.example'}],'City':'Ulm'}"))
                                .changes())
                .containsExactly(new Change("City", null, "Ulm"));
    }

    @Test
    void everyActionTwiceIsAsOnce() throws Exception {
        role("reader", "editor");
        String ann =
                "'Email':[{'Type':'Primary','Value':'ann@x.example'}],'ExternalIds':[{'Source':'crm','SourceId':'7'}]";
        twice(Action.CREATE_ACCOUNT, "{" + ann + ",'PhoneId':'+4915112345678','UserName':'ann'}");
        twice(
                Action.UPSERT_ACCOUNT,
                "{"
                        + ann
                        + ",'FirstName':'Ann','BirthDate':'01-31-1990','Country':{'Code':'DE','Name':'Germany'},"
                        + "'Addresses':[{'Type':'Home','City':'Ulm'}],'CustomFields':{'Tier':'gold'},"
                        + "'PhoneNumbers':[{'PhoneType':'Work','PhoneNumber':'+4915112345670'}],"
                        + "'InterestedIn':['sailing'],'Roles':['reader']}");
        twice(
                Action.UPDATE_ACCOUNT,
                "{"
                        + ann
                        + ",'FirstName':null,'Addresses':[{'Type':'Work','City':'Bonn'}],'CustomFields':{'Tier':'lead'}}");
        twice(
                Action.ADD_EMAIL,
                "{'UserName':'ann','Email':[{'Type':'Work','Value':'a@w.example'}]}");
        twice(Action.REMOVE_EMAIL, "{'UserName':'ann','Email':[{'Value':'a@w.example'}]}");
        twice(Action.SET_PHONE, "{'UserName':'ann','PhoneId':'+4915112345679'}");
        for (Action action :
                List.of(
                        Action.BLOCK_ACCOUNT,
                        Action.UNBLOCK_ACCOUNT,
                        Action.INVALIDATE_EMAIL,
                        Action.VERIFY_EMAIL,
                        Action.VERIFY_PHONE,
                        Action.INVALIDATE_PHONE)) {
            twice(action, "{'UserName':'ann'}");
        }
        twice(Action.ASSIGN_ROLES, "{'UserName':'ann','Roles':['reader','editor']}");
        twice(Action.UNASSIGN_ROLES, "{'UserName':'ann','Roles':['reader']}");
        String context = "{'UserName':'ann','RoleContext':[{'Context':'Home','Roles':['%s']}]}";
        twice(Action.SET_ROLE_CONTEXT, String.format(context, "reader"));
        twice(Action.SET_ROLE_CONTEXT, String.format(context, "editor"));
        String object = "{'UserName':'ann','CustomObject':{'plate':'UL 1','seats':%d}}";
        twice(Action.CREATE_CUSTOM_OBJECT, String.format(object, 4));
        twice(Action.UPSERT_CUSTOM_OBJECT, String.format(object, 5));
        twice(Action.UPDATE_CUSTOM_OBJECT, String.format(object, 6));
        twice(Action.DELETE_CUSTOM_OBJECT, "{'UserName':'ann'}");
        assertThat(
                        carryOut(Action.SET_PASSWORD, "{'UserName':'ann','Password':'Pass-word-1'}")
                                .changes())
                .containsExactly(Change.password());
        twice(Action.DELETE_ACCOUNT, "{" + ann + "}");
    }

    private void twice(Action action, String profile) throws Exception {
        assertThat(carryOut(action, profile).outcome())
                .as("first " + action.word() + " " + calls.made())
                .isNotEqualTo(UNCHANGED);
        ActionResult second = carryOut(action, profile);
        assertThat(second.outcome())
                .as("second " + action.word() + " " + second.changes())
                .isEqualTo(UNCHANGED);
    }

    @Test
    void anExternalIdFindsItsAccount() throws Exception {
        carryOut(
                Action.UPSERT_ACCOUNT,
                "{'Email':[{'Value':'ann@x.example'}],'ExternalIds':[{'Source':'crm','SourceId':'7'}]}");
        ActionInput byId =
                ActionInput.of(
                        Action.UPDATE_ACCOUNT,
                        List.of(MatchField.EXTERNAL_ID),
                        ActionsTest.map(
                                "{'ExternalIds':[{'Source':'crm','SourceId':'7'}],'City':'Ulm'}"),
                        null);

        assertThat(run(actions(Authentication.HEADERS, new HttpTransport()), byId).changes())
                .containsExactly(new Change("City", null, "Ulm"));
    }

    /** A few hundred profiles, each written over the one before: the second time is always idle. */
    @Test
    void whateverIsWrittenIsFoundAsItWasWritten() throws Exception {
        Random random = new Random(20261126);
        for (int i = 0; i < 150; i++) {
            Map<String, @Nullable Object> profile = profile(random);
            ActionInput input =
                    ActionInput.of(Action.UPSERT_ACCOUNT, List.of(MatchField.EMAIL), profile, null);
            Actions actions = actions(Authentication.HEADERS, new HttpTransport());
            run(actions, input);
            ActionResult again = run(actions, input);
            assertThat(again.outcome())
                    .as(Json.text(profile) + " again wrote " + again.changes())
                    .isEqualTo(UNCHANGED);
        }
    }

    private static Map<String, @Nullable Object> profile(Random random) {
        Map<String, @Nullable Object> profile = new LinkedHashMap<>();
        String address = "p" + random.nextInt(8) + "@x.example";
        profile.put("Email", List.of(Map.of("Type", "Primary", "Value", address)));
        for (String name : List.of("FirstName", "LastName", "City", "About", "TimeZone")) {
            if (random.nextInt(3) > 0) {
                profile.put(name, text(random));
            }
        }
        List<Object> addresses = new ArrayList<>();
        for (String type : List.of("Home", "work", "Other")) {
            if (random.nextBoolean()) {
                Map<String, @Nullable Object> one = new LinkedHashMap<>();
                one.put("Type", type);
                one.put("City", text(random));
                one.put("PostalCode", text(random));
                addresses.add(one);
            }
        }
        profile.put("Addresses", addresses);
        Map<String, @Nullable Object> country = new LinkedHashMap<>();
        country.put("Code", random.nextBoolean() ? "DE" : null);
        country.put("Name", text(random));
        profile.put("Country", country);
        profile.put("InterestedIn", random.nextBoolean() ? List.of("a", "b") : List.of("c"));
        profile.put(
                "Skills", List.of(Map.of("Id", "1", "Name", "sailing"), Map.of("Name", "rowing")));
        return profile;
    }

    private static @Nullable String text(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> "";
            default -> "text " + random.nextInt(5) + " ü€";
        };
    }

    @Test
    void theProvidersLimitIsKeptTo() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        identity.close();
        open(new Limits(50, 10));
        RateLimit limit = new RateLimit(50, Duration.ofSeconds(10));
        Actions actions = actions(Authentication.HEADERS, limit.over(new HttpTransport()));
        for (int i = 0; i < 45; i++) {
            run(actions, upsert("{'Email':[{'Value':'n" + i + "@x.example'}]}"));
        }

        assertThat(calls.made()).extracting(Calls.Call::status).doesNotContain(429).hasSize(90);
    }

    private void role(String... names) throws Exception {
        List<Object> roles = new ArrayList<>();
        for (String name : names) {
            roles.add(Map.of("Name", name, "Permissions", Map.of()));
        }
        Transport.Response response =
                new HttpTransport()
                        .call(
                                new Transport.Request(
                                        "POST",
                                        base() + "/identity/v2/manage/role?apikey=k&apisecret=s",
                                        Map.of("Content-Type", "application/json"),
                                        Json.write(Map.of("roles", roles))));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
    }

    private ActionResult carryOut(Action action, String profile) throws Exception {
        return run(
                actions(Authentication.HEADERS, new HttpTransport()),
                ActionInput.of(
                        action,
                        List.of(MatchField.USER_NAME, MatchField.EMAIL),
                        ActionsTest.map(profile),
                        action.takesObject() ? "cars" : null));
    }

    private static ActionInput upsert(String profile) {
        return ActionInput.of(
                Action.UPSERT_ACCOUNT, List.of(MatchField.EMAIL), ActionsTest.map(profile), null);
    }

    private ActionResult run(Actions actions, ActionInput input) throws ActionFailed {
        return actions.carryOut(input, WriteGuard.OPEN, new How(false, calls));
    }

    private Actions actions(Authentication authentication, Transport transport) {
        return new Actions(
                new LoginRadius(
                        transport,
                        URI.create(base()),
                        authentication,
                        () -> new Credentials("k", "s"),
                        Clock.systemUTC()));
    }

    private String base() {
        return "http://127.0.0.1:" + server.actualPort() + PREFIX;
    }
}
