package io.tidegate.sandbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.identity.Provider.Answer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountCallsTest {
    private static final List<Map<String, String>> ADA =
            List.of(Map.of("Type", "Primary", "Value", "ada@mail.example"));

    @TempDir private Path folder;
    private Provider provider;

    @BeforeEach
    void open() throws Exception {
        provider = new Provider(folder);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void whatIsCreatedIsFoundByUidEmailPhoneAndUserName() throws Exception {
        Answer made =
                provider.account(
                        "Ada@mail.example",
                        Map.of(
                                "firstname", "Ada",
                                "LastName", "Lee",
                                "PhoneId", "+15550100",
                                "UserName", "ada",
                                "NotAField", "x"));
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.body())
                .containsEntry("FullName", "Ada Lee")
                .containsEntry("Provider", "Email")
                .containsEntry("IsActive", true)
                .doesNotContainKey("NotAField");
        assertThat(made.uid()).matches("[0-9a-f]{32}");
        for (String by :
                List.of(
                        "/" + made.uid(),
                        "?email=ada@mail.example",
                        "?phone=%2B15550100",
                        "?username=ada")) {
            assertThat(provider.get("/account" + by).body()).as(by).isEqualTo(made.body());
        }
        assertThat(provider.get("/account/identities?email=ada@mail.example").body())
                .isEqualTo(Map.of("Data", List.of(made.body())));
    }

    @Test
    void thePasswordIsKeptAsAHash() throws Exception {
        Answer made = provider.account("ada@mail.example", Map.of());
        assertThat(String.valueOf(made.body().get("Password")))
                .isNotEmpty()
                .doesNotContain("s3cret-word");
        String before = String.valueOf(made.body().get("Password"));
        Answer set =
                provider.put("/account/" + made.uid() + "/password", Map.of("password", "another"));
        assertThat(set.body().get("PasswordHash")).isNotEqualTo(before);
        assertThat(provider.get("/account/" + made.uid() + "/password").body())
                .isEqualTo(set.body());
        assertThat(
                        provider.put(
                                        "/account/" + made.uid() + "/password",
                                        Map.of("password", "abc"))
                                .code())
                .isEqualTo(1216);
    }

    @Test
    void whatIsRequiredIsNamed() throws Exception {
        Answer refused = provider.post("/account", Map.of("FirstName", "Ada"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .containsEntry("ErrorCode", 1134)
                .containsEntry("IsProviderError", false)
                .containsEntry("ProviderErrorResponse", null)
                .containsKeys("Description", "Message");
        assertThat(refused.body().get("Errors").toString())
                .contains("FieldName=Email")
                .contains("FieldName=Password");
    }

    @Test
    void whatBelongsToAnotherAccountIsRefused() throws Exception {
        provider.account("ada@mail.example", Map.of("PhoneId", "+15550100", "UserName", "ada"));
        assertThat(provider.account("ADA@mail.example", Map.of()).code()).isEqualTo(936);
        assertThat(provider.account("b@mail.example", Map.of("PhoneId", "+15550100")).code())
                .isEqualTo(1058);
        assertThat(provider.account("b@mail.example", Map.of("UserName", "ADA")).code())
                .isEqualTo(1017);
        Answer other = provider.account("b@mail.example", Map.of());
        assertThat(provider.put("/account/" + other.uid(), Map.of("PhoneId", "+15550100")).code())
                .isEqualTo(1058);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "993|{\"CustomFields\":{\"a\":{\"b\":1}}}",
                "1096|{\"PhoneId\":\"call me\"}",
                "1172|{\"BirthDate\":\"1990-12-31\"}",
                "1172|{\"BirthDate\":\"13-31-1990\"}",
                "1124|{\"PhoneNumbers\":[{\"PhoneType\":\"home\"},{\"PhoneType\":\"home\"}]}",
                "1107|{\"Addresses\":[{\"Type\":\"a\"},{\"Type\":\"A\"}]}",
                "1134|{\"FirstName\":7}",
                "1134|{\"IsActive\":\"yes\"}",
                "1134|{\"Gender\":\"x\"}",
                "1134|{\"Addresses\":{}}",
                "1134|{\"Country\":\"DE\"}",
                "1090|[1]",
                "1090|{"
            })
    void whatTheProfileCannotHoldIsRefused(int code, String body) throws Exception {
        String uid = provider.uid("ada@mail.example");
        Answer refused = provider.put("/account/" + uid, body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void customFieldsAreAtMostAThousandCharacters() throws Exception {
        String uid = provider.uid("ada@mail.example");
        assertThat(
                        provider.put(
                                        "/account/" + uid,
                                        Map.of("CustomFields", Map.of("a", "x".repeat(1_000))))
                                .status())
                .isEqualTo(200);
        assertThat(
                        provider.put(
                                        "/account/" + uid,
                                        Map.of("CustomFields", Map.of("a", "x".repeat(1_001))))
                                .code())
                .isEqualTo(993);
    }

    @Test
    void emailTypesDifferAndOneIsPrimary() throws Exception {
        Map<String, Object> body = new HashMap<>();
        body.put("Password", "s3cret-word");
        body.put("Email", List.of(email("Primary", "a"), email("Primary", "b")));
        assertThat(provider.post("/account", body).code()).isEqualTo(1203);
        body.put("Email", List.of(email("Work", "a"), email("work", "b")));
        assertThat(provider.post("/account", body).code()).isEqualTo(1202);
        body.put("Email", List.of(Map.of("Type", "Primary", "Value", "no address")));
        assertThat(provider.post("/account", body).code()).isEqualTo(1134);
        body.put("Email", List.of("a@mail.example"));
        assertThat(provider.post("/account", body).code()).isEqualTo(1134);
        assertThat(provider.get("/account?email=a@mail.example").status()).isEqualTo(404);
    }

    private static Map<String, String> email(String type, String who) {
        return Map.of("Type", type, "Value", who + "@mail.example");
    }

    @Test
    void anUpdateIsPartialAndIgnoresNullUnlessToldOtherwise() throws Exception {
        Answer made =
                provider.account(
                        "ada@mail.example",
                        Map.of(
                                "FirstName", "Ada",
                                "Company", "Acme",
                                "CustomFields", Map.of("a", "1", "b", "2")));
        Map<String, Object> change = new HashMap<>();
        change.put("FirstName", "Grace");
        change.put("Company", null);
        change.put("CustomFields", Map.of("b", "3"));
        change.put("Uid", "another");
        change.put("Email", List.of());
        Answer updated = provider.put("/account/" + made.uid(), change);
        assertThat(updated.body())
                .containsEntry("FirstName", "Grace")
                .containsEntry("FullName", "Grace")
                .containsEntry("Company", "Acme")
                .containsEntry("Uid", made.uid())
                .containsEntry("Email", ADA)
                .containsEntry("CustomFields", Map.of("a", "1", "b", "3"));
        Answer cleared = provider.put("/account/" + made.uid() + "?nullsupport=true", change);
        assertThat(cleared.body()).containsEntry("Company", null);
    }

    @Test
    void membersOfAddressesAreMergedByTypeAndDeletedByOp() throws Exception {
        String uid = provider.uid("ada@mail.example");
        provider.put(
                "/account/" + uid,
                Map.of(
                        "Addresses",
                        List.of(
                                Map.of("Type", "home", "City", "X", "Country", "Y"),
                                Map.of("Type", "work", "City", "W"))));
        Answer merged =
                provider.put(
                        "/account/" + uid,
                        Map.of(
                                "Addresses",
                                List.of(
                                        Map.of("type", "home", "city", "Z"),
                                        Map.of("Type", "work", "op", "delete"))));
        assertThat(merged.body().get("Addresses"))
                .isEqualTo(List.of(Map.of("Type", "home", "City", "Z", "Country", "Y")));
    }

    @Test
    void fieldsCutTheAnswer() throws Exception {
        Answer made =
                provider.account(
                        "ada@mail.example",
                        Map.of("FirstName", "Ada", "Country", Map.of("Code", "DE", "Name", "G")));
        assertThat(
                        provider.get(
                                        "/account/"
                                                + made.uid()
                                                + "?fields="
                                                + Provider.encoded(
                                                        "firstname,Email(Value),Country/Code"))
                                .body())
                .isEqualTo(
                        Map.of(
                                "FirstName",
                                "Ada",
                                "Email",
                                List.of(Map.of("Value", "ada@mail.example")),
                                "Country",
                                Map.of("Code", "DE")));
        assertThat(provider.get("/account/" + made.uid() + "?fields=a)").code()).isEqualTo(908);
    }

    @Test
    void emailsAreAddedReplacedAndRemoved() throws Exception {
        String uid = provider.uid("ada@mail.example");
        provider.uid("taken@mail.example");
        String path = "/account/" + uid + "/email";
        Answer added = provider.put(path, emails("Secondary", "b@mail.example"));
        assertThat((List<?>) added.body().get("Email")).hasSize(2);
        Answer replaced = provider.put(path, emails("Secondary", "c@mail.example"));
        assertThat(replaced.body().get("Email").toString())
                .contains("c@mail.example")
                .doesNotContain("b@mail.example");
        assertThat(provider.get("/account?email=b@mail.example").code()).isEqualTo(938);
        assertThat(provider.get("/account?email=c@mail.example").uid()).isEqualTo(uid);
        assertThat(provider.put(path, emails("Work", "taken@mail.example")).code()).isEqualTo(936);
        assertThat(provider.delete(path, Map.of("email", "c@mail.example")).body())
                .containsEntry("Email", ADA);
        assertThat(provider.delete(path, Map.of("email", "c@mail.example")).code()).isEqualTo(938);
        assertThat(provider.delete(path, Map.of("email", "ada@mail.example")).status())
                .isEqualTo(400);
    }

    private static Map<String, Object> emails(String type, String value) {
        return Map.of("Email", List.of(Map.of("type", type, "value", value)));
    }

    @Test
    void phoneAndVerificationAreSet() throws Exception {
        Answer made =
                provider.account(
                        "ada@mail.example",
                        Map.of("PhoneId", "+15550100", "PhoneIdVerified", true));
        String path = "/account/" + made.uid();
        assertThat(provider.put(path + "/invalidateemail", Map.of()).body())
                .isEqualTo(Map.of("IsPosted", true));
        assertThat(provider.put(path + "/invalidatephone", Map.of()).body())
                .isEqualTo(Map.of("IsPosted", true));
        assertThat(provider.get(path).body())
                .containsEntry("EmailVerified", false)
                .containsEntry("PhoneIdVerified", false);
        assertThat(
                        provider.put(path, Map.of("EmailVerified", true, "PhoneIdVerified", true))
                                .body())
                .containsEntry("PhoneIdVerified", true);
        Answer phone = provider.put(path + "/phoneid", Map.of("Phone", "+15550101"));
        assertThat(phone.body())
                .containsEntry("PhoneId", "+15550101")
                .containsEntry("PhoneIdVerified", false);
        assertThat(provider.get("/account?phone=%2B15550100").status()).isEqualTo(404);
    }

    @Test
    void tokensAreMadeForAnEmailThatIsKnown() throws Exception {
        provider.uid("ada@mail.example");
        Map<String, String> ada = Map.of("email", "ada@mail.example");
        assertThat(provider.post("/account/verify/token", ada).body())
                .containsKeys("VerificationToken", "expires_in");
        assertThat(provider.post("/account/forgot/token", ada).body()).containsKey("ForgotToken");
        assertThat(provider.post("/account/verify/token", Map.of("email", "x@mail.example")).code())
                .isEqualTo(938);
    }

    @Test
    void anAccountIsDeletedByUidAndByEmail() throws Exception {
        String uid = provider.uid("ada@mail.example");
        assertThat(provider.delete("/account/" + uid, null).body())
                .isEqualTo(Map.of("IsDeleted", true));
        assertThat(provider.get("/account/" + uid).code()).isEqualTo(938);
        assertThat(provider.delete("/account/" + uid, null).code()).isEqualTo(938);
        provider.uid("ada@mail.example");
        assertThat(provider.delete("/account?email=ada@mail.example", null).body())
                .isEqualTo(Map.of("IsDeleted", true, "RecordsDeleted", 1));
        assertThat(provider.get("/account?email=ada@mail.example").status()).isEqualTo(404);
    }

    @Test
    void anAccountMovesToAnotherUid() throws Exception {
        String uid = provider.uid("ada@mail.example");
        assertThat(provider.put("/account/uid?uid=" + uid, Map.of("NewUid", "mine")).body())
                .isEqualTo(Map.of("IsPosted", true));
        assertThat(provider.get("/account/" + uid).status()).isEqualTo(404);
        assertThat(provider.get("/account/mine").body())
                .containsEntry("PreviousUids", Arrays.asList(uid));
    }
}
