package io.tidegate.sandbox.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.sandbox.identity.Provider.Hook;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhooksTest {
    private static final Limits WIDE = new Limits(100_000, 100_000);

    @TempDir private Path folder;

    private static void got(Provider provider, String... names) {
        await().untilAsserted(() -> assertThat(provider.hookNames()).containsExactly(names));
    }

    @Test
    void theEnvelopeIsTheDocumentedOneAndSigned() throws Exception {
        try (Provider provider = new Provider(folder)) {
            String uid = provider.uid("ada@mail.example");
            got(provider, "register");
            Hook hook = provider.hooks.get(0);
            assertThat(hook.body()).containsOnlyKeys("HookName", "Time", "HookId", "Data");
            Instant.parse(String.valueOf(hook.body().get("Time")));
            assertThat(String.valueOf(hook.body().get("HookId"))).matches("[0-9a-f-]{36}");
            assertThat(hook.data())
                    .containsEntry("Uid", uid)
                    .hasSizeGreaterThan(110)
                    .containsKeys("Password", "Identities", "ExternalIds");
            assertThat(hook.data().get("Password")).asString().isNotEmpty();
            assertThat(hook.signature())
                    .isEqualTo(
                            HexFormat.of()
                                    .withUpperCase()
                                    .formatHex(Hmac.of(Provider.CREDENTIALS.secret(), hook.raw())));
        }
    }

    @Test
    void eachChangeFiresItsEventInOrder() throws Exception {
        try (Provider provider = new Provider(folder)) {
            String path = "/account/" + provider.uid("ada@mail.example");
            provider.put(path, Map.of("FirstName", "Ada"));
            provider.put(path, Map.of("PhoneId", "+15550100"));
            provider.put(path, Map.of("IsLoginLocked", true));
            provider.put(path + "/email", Map.of("Email", List.of(work())));
            provider.delete(path + "/email", Map.of("email", "w@mail.example"));
            provider.put(path + "/password", Map.of("password", "another"));
            provider.put(path + "/phoneid", Map.of("phone", "+15550101"));
            provider.put(path + "/invalidateemail", Map.of());
            provider.put(path + "/invalidatephone", Map.of());
            provider.delete(path, null);
            got(
                    provider,
                    "register",
                    "updateprofile",
                    "updateprofile",
                    "updatephoneid",
                    "updateprofile",
                    "blockaccount",
                    "updateprofile",
                    "updateprofile",
                    "setpassword",
                    "updatephoneid",
                    "invalidateemailverification",
                    "invalidatephoneverification",
                    "deleteaccount");
            Set<Object> ids = new HashSet<>();
            provider.hooks.forEach(hook -> ids.add(hook.body().get("HookId")));
            assertThat(ids).hasSize(13);
        }
    }

    private static Map<String, String> work() {
        return Map.of("Type", "Work", "Value", "w@mail.example");
    }

    @Test
    void rolesAndCustomObjectsFireTheirEvents() throws Exception {
        try (Provider provider = new Provider(folder)) {
            String path = "/account/" + provider.uid("ada@mail.example");
            Map<String, Object> roles = Map.of("roles", List.of("r"));
            provider.post("/role", Map.of("roles", List.of(Map.of("name", "r"))));
            provider.put(path + "/role", roles);
            provider.delete(path + "/role", roles);
            Map<String, Object> context = Map.of("context", "Home", "roles", List.of("r"));
            provider.put(path + "/rolecontext", Map.of("rolecontext", List.of(context)));
            provider.delete(path + "/rolecontext/Home/role", roles);
            provider.delete(path + "/rolecontext/Home", null);
            String objects = path + "/customobject";
            Object id = provider.post(objects + "?objectname=o", Map.of("a", 1)).body().get("Id");
            String one = objects + "/" + id + "?objectname=o";
            provider.put(one + "&updatetype=replace", Map.of("a", 2));
            provider.delete(one, null);
            got(
                    provider,
                    "register",
                    "assignroles",
                    "unassignroles",
                    "assignroles",
                    "unassignroles",
                    "removerolecontext",
                    "createcustomobject",
                    "updatecustomobject",
                    "deletecustomobject");
            assertThat(provider.hooks.get(7).data())
                    .containsEntry("Id", id)
                    .containsEntry("CustomObject", Map.of("a", 2));
            assertThat(provider.hooks.get(8).data()).containsEntry("IsDeleted", true);
        }
    }

    @Test
    void whoAsksForSilenceGetsIt() throws Exception {
        try (Provider provider = new Provider(folder)) {
            String path = "/identity/v2/manage/account/" + provider.uid("ada@mail.example");
            provider.send(
                    provider.authorized("PUT", path, Map.of("FirstName", "A"))
                            .header("X-PreventWebhook", "true"));
            provider.send(
                    provider.authorized(
                            "PUT", path + "?prevent_webhook=true", Map.of("FirstName", "B")));
            // the header wins
            provider.send(
                    provider.authorized(
                                    "PUT", path + "?prevent_webhook=true", Map.of("FirstName", "C"))
                            .header("X-PreventWebhook", "false"));
            got(provider, "register", "updateprofile");
            assertThat(provider.hooks.get(1).data()).containsEntry("FirstName", "C");
        }
    }

    @Test
    void whatIsRefusedTellsNobody() throws Exception {
        try (Provider provider = new Provider(folder)) {
            String path = "/account/" + provider.uid("ada@mail.example");
            provider.account("ada@mail.example", Map.of());
            provider.put(path, Map.of("Gender", "x"));
            provider.delete(path, null);
            got(provider, "register", "deleteaccount");
        }
    }

    @Test
    void aWebhookIsSentAgainUntilItIsTakenAndNoneOvertakesIt() throws Exception {
        try (Provider provider = new Provider(folder)) {
            AtomicInteger asked = new AtomicInteger();
            provider.hookStatus = () -> asked.incrementAndGet() <= 2 ? 503 : 204;
            String path = "/account/" + provider.uid("ada@mail.example");
            provider.put(path, Map.of("FirstName", "A"));
            provider.delete(path, null);
            await().untilAsserted(
                            () ->
                                    assertThat(provider.hookNames())
                                            .containsExactly(
                                                    "register", "updateprofile", "deleteaccount"));
            assertThat(asked).hasValue(5);
        }
    }

    @Test
    void whatWasNotSentIsSentAfterTheNextStart() throws Exception {
        String uid;
        try (Provider silent = new Provider(folder, Clock.systemUTC(), WIDE, false)) {
            uid = silent.uid("ada@mail.example");
            silent.put("/account/" + uid, Map.of("FirstName", "A"));
        }
        try (Provider provider = new Provider(folder)) {
            got(provider, "register", "updateprofile");
            assertThat(provider.get("/account/" + uid).body()).containsEntry("FirstName", "A");
        }
        try (Provider provider = new Provider(folder)) {
            provider.put("/account/" + uid, Map.of("FirstName", "B"));
            got(provider, "updateprofile");
        }
    }

    @Test
    void manyAccountsAreToldOfAtOnceEachInItsOrder() throws Exception {
        try (Provider provider = new Provider(folder)) {
            for (int i = 0; i < 40; i++) {
                String uid = provider.uid("p" + i + "@mail.example");
                for (int n = 1; n <= 3; n++) {
                    provider.put("/account/" + uid, Map.of("FirstName", "n" + n));
                }
            }
            await().untilAsserted(() -> assertThat(provider.hooks).hasSize(160));
            Map<Object, List<Object>> byUid =
                    provider.hooks.stream()
                            .filter(hook -> hook.name().equals("updateprofile"))
                            .collect(
                                    java.util.stream.Collectors.groupingBy(
                                            hook -> hook.data().get("Uid"),
                                            java.util.stream.Collectors.mapping(
                                                    hook -> hook.data().get("FirstName"),
                                                    java.util.stream.Collectors.toList())));
            List<Object> order =
                    IntStream.rangeClosed(1, 3).<Object>mapToObj(n -> "n" + n).toList();
            assertThat(byUid)
                    .hasSize(40)
                    .allSatisfy((uid, names) -> assertThat(names).isEqualTo(order));
        }
    }

    @Test
    void pagesShowAccountsAndTheirWebhooksAsTextNeverMarkup() throws Exception {
        try (Provider provider = new Provider(folder)) {
            String uid =
                    provider.account(
                                    "ada@mail.example",
                                    Map.of("FirstName", "<script>alert('x')</script>"))
                            .uid();
            got(provider, "register");
            for (String page : List.of("", "/", "/account?uid=" + uid)) {
                assertThat(provider.page(page).body())
                        .contains("&lt;script&gt;alert(&#39;x&#39;)")
                        .contains("ada@mail.example", uid)
                        .doesNotContain("<script");
            }
            await().untilAsserted(
                            () ->
                                    assertThat(provider.page("/account?uid=" + uid).body())
                                            .contains("Register", "204")
                                            .doesNotContain(">Password<"));
            assertThat(provider.page("/account?uid=%3Cb%3E").body())
                    .contains("&lt;b&gt;", "There is no such account");
            assertThat(provider.page("/accounts.json").body())
                    .contains("\"Uid\":\"" + uid + "\"")
                    .doesNotContain("\"Password\"");
        }
    }
}
