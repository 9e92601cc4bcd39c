package io.tidegate.identity;

import static io.tidegate.identity.ActionResult.Outcome.CREATED;
import static io.tidegate.identity.ActionResult.Outcome.DELETED;
import static io.tidegate.identity.ActionResult.Outcome.UNCHANGED;
import static io.tidegate.identity.ActionResult.Outcome.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScimTest {
    private static final String ANN =
            "{'UserName':'ann','FirstName':'Ann','LastName':'Lee','Email':[{'Value':'ann@x.example'},"
                    + "{'Type':'Work','Value':'ann@w.example'}],'PhoneId':'+15550100',"
                    + "'PhoneNumbers':[{'PhoneType':'Home','PhoneNumber':'+15550101'}],"
                    + "'Addresses':[{'Type':'Home','Address1':'1 Main St','Address2':'Flat 2','City':'Ulm',"
                    + "'State':'BW','PostalCode':'89073','Country':'DE'}],"
                    + "'ExternalIds':[{'Source':'crm','SourceId':'a:7'}],'Roles':['reader']}";

    private ScimServer server;
    private final Calls calls = new Calls();

    @BeforeEach
    void start() throws Exception {
        server = new ScimServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAccountIsAUserInScimsWords() throws Exception {
        assertThat(run(Action.UPSERT_ACCOUNT, ANN).outcome()).isEqualTo(CREATED);

        assertThat(user("s1"))
                .isEqualTo(
                        json(
                                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ann',"
                                        + "'name':{'givenName':'Ann','familyName':'Lee'},"
                                        + "'emails':[{'value':'ann@x.example','primary':true},"
                                        + "{'value':'ann@w.example','type':'work'}],"
                                        + "'phoneNumbers':[{'value':'+15550100','type':'mobile','primary':true},"
                                        + "{'value':'+15550101','type':'home'}],"
                                        + "'addresses':[{'streetAddress':'1 Main St\\nFlat 2','locality':'Ulm',"
                                        + "'region':'BW','postalCode':'89073','country':'DE','type':'home'}],"
                                        + "'externalId':'crm:a:7','roles':[{'value':'reader'}],"
                                        + "'id':'s1','active':true}"));
        assertThat(server.password("s1")).hasSize(28);
        assertThat(run(Action.UPSERT_ACCOUNT, ANN).outcome()).isEqualTo(UNCHANGED);
    }

    @Test
    void everyActionTwiceIsAsOnce() throws Exception {
        twice(Action.CREATE_ACCOUNT, ANN);
        twice(
                Action.UPSERT_ACCOUNT,
                "{'UserName':'ann','FirstName':'Anna','LastName':null,'PhoneId':'+15550102','Email':[{'Value':'a@x.example'}],"
                        + "'PhoneNumbers':[{'PhoneType':'Work','PhoneNumber':'+15550103'}],"
                        + "'Addresses':[{'Type':'Home','City':'Bonn'}],'TimeZone':'Europe/Berlin'}");
        twice(
                Action.ADD_EMAIL,
                "{'UserName':'ann','Email':[{'Type':'Other','Value':'o@x.example'}]}");
        twice(
                Action.ADD_EMAIL,
                "{'UserName':'ann','Email':[{'Type':'Work','Value':'w@x.example'}]}");
        twice(Action.REMOVE_EMAIL, "{'UserName':'ann','Email':[{'Value':'w@x.example'}]}");
        twice(Action.SET_PHONE, "{'UserName':'ann','PhoneId':'+15550104'}");
        twice(Action.BLOCK_ACCOUNT, "{'UserName':'ann'}");
        assertThat(user("s1")).containsEntry("active", false);
        twice(Action.UNBLOCK_ACCOUNT, "{'UserName':'ann'}");
        twice(Action.ASSIGN_ROLES, "{'UserName':'ann','Roles':['reader','editor']}");
        twice(Action.UNASSIGN_ROLES, "{'UserName':'ann','Roles':['reader']}");
        run(Action.SET_PASSWORD, "{'UserName':'ann','Password':'new one'}");

        assertThat(server.password("s1")).isEqualTo("new one");
        assertThat(user("s1"))
                .isEqualTo(
                        json(
                                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ann',"
                                        + "'name':{'givenName':'Anna'},'timezone':'Europe/Berlin',"
                                        + "'emails':[{'value':'a@x.example','primary':true},{'value':'o@x.example','type':'other'}],"
                                        + "'phoneNumbers':[{'value':'+15550104','type':'mobile','primary':true},"
                                        + "{'value':'+15550101','type':'home'},{'value':'+15550103','type':'work'}],"
                                        + "'addresses':[{'streetAddress':'1 Main St\\nFlat 2','locality':'Bonn',"
                                        + "'region':'BW','postalCode':'89073','country':'DE','type':'home'}],"
                                        + "'externalId':'crm:a:7','roles':[{'value':'editor'}],"
                                        + "'id':'s1','active':true}"));
        assertThat(run(Action.DELETE_ACCOUNT, "{'UserName':'ann'}").outcome()).isEqualTo(DELETED);
        assertThat(run(Action.DELETE_ACCOUNT, "{'UserName':'ann'}").outcome()).isEqualTo(UNCHANGED);
    }

    private void twice(Action action, String profile) throws Exception {
        assertThat(run(action, profile).outcome()).as(action.word()).isIn(CREATED, UPDATED);
        ActionResult second = run(action, profile);
        assertThat(second.outcome())
                .as("second " + action.word() + " " + second.changes())
                .isEqualTo(UNCHANGED);
    }

    @Test
    void aPatchMayBeAnsweredWithNothing() throws Exception {
        run(Action.UPSERT_ACCOUNT, ANN);
        server.answersPatch = false;

        ActionResult result = run(Action.SET_PHONE, "{'UserName':'ann','PhoneId':'+15550109'}");

        assertThat(result.account().profile()).containsEntry("PhoneId", "+15550109");
        assertThat(server.bodies)
                .contains(
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":"
                                + "[{\"op\":\"replace\",\"path\":\"phoneNumbers[primary eq true].value\",\"value\":\"+15550109\"}]}");
    }

    @Test
    void eachKeyFindsItsAccount() throws Exception {
        run(Action.UPSERT_ACCOUNT, ANN);
        for (MatchKey key :
                List.of(
                        new MatchKey(MatchField.UID, "s1"),
                        new MatchKey(MatchField.EMAIL, "ANN@w.example"),
                        new MatchKey(MatchField.PHONE_ID, "+15550100"),
                        new MatchKey(MatchField.USER_NAME, "ANN"),
                        new MatchKey(MatchField.EXTERNAL_ID, "a:7", "crm"))) {
            assertThat(scim().find(key, How.plain())).as(key.toString()).hasSize(1);
        }
        for (MatchKey key :
                List.of(
                        new MatchKey(MatchField.UID, "s2"),
                        new MatchKey(MatchField.EMAIL, "x\" or userName pr or userName eq \"y"),
                        new MatchKey(MatchField.PHONE_ID, "+15550101"),
                        new MatchKey(MatchField.EXTERNAL_ID, "a:7", "erp"))) {
            assertThat(scim().find(key, How.plain())).as(key.toString()).isEmpty();
        }
    }

    @Test
    void whatScimHasNoPlaceForIsRefused() {
        failsFinally(
                Action.UPSERT_ACCOUNT,
                "{'Email':[{'Value':'a@x.example'}],'City':'Ulm','CustomFields':{'a':'b'},'Addresses':[{'Type':'Home','Region':'x'}]}",
                "SCIM has no place for Addresses.Region, City, CustomFields: take it out of the mapping");
        failsFinally(
                Action.UPSERT_ACCOUNT,
                "{'Email':[{'Value':'a@x.example'}],'ExternalIds':[{'Source':'a','SourceId':'1'},{'Source':'b','SourceId':'1'}]}",
                "SCIM has no place for a second of ExternalIds: take it out of the mapping");
        failsFinally(
                Action.VERIFY_EMAIL,
                "{'UserName':'ann'}",
                "verify-email is nothing that SCIM can do");
        assertThat(server.users).isEmpty();
    }

    private void failsFinally(Action action, String profile, String message) {
        assertThatThrownBy(() -> run(action, profile))
                .isInstanceOfSatisfying(
                        ActionFailed.class, failed -> assertThat(failed.isToRepeat()).isFalse())
                .hasMessage(message);
    }

    @Test
    void aUserNameThatIsTakenSaysSo() throws Exception {
        run(Action.UPSERT_ACCOUNT, "{'UserName':'ann','Email':[{'Value':'a@x.example'}]}");
        ActionInput other =
                ActionInput.of(
                        Action.CREATE_ACCOUNT,
                        List.of(MatchField.EMAIL),
                        ActionsTest.map("{'UserName':'Ann','Email':[{'Value':'b@x.example'}]}"),
                        null);

        assertThatThrownBy(() -> run(other))
                .hasMessage(
                        "SCIM refused POST /scim/v2/Users with 409, uniqueness: the userName is taken");
    }

    @Test
    void aWrongTokenIsRepeatedUntilSomebodyMendsIt() {
        Scim scim =
                new Scim(new HttpTransport(), server.base(), () -> new Credentials("", "wrong"));

        ActionFailed failed =
                catchThrowableOfType(
                        ActionFailed.class,
                        () -> scim.find(new MatchKey(MatchField.UID, "a"), How.plain()));

        assertThat(failed.isToRepeat()).isTrue();
        assertThat(failed).hasMessage("SCIM refused GET /scim/v2/Users/a with 401: who are you?");
    }

    @Test
    void allAccountsComeInPages() throws Exception {
        for (int i = 0; i < 5; i++) {
            run(
                    Action.UPSERT_ACCOUNT,
                    "{'UserName':'u" + i + "','Email':[{'Value':'u" + i + "@x.example'}]}");
        }
        List<String> uids = new ArrayList<>();
        AccountPage page = scim().page(null, 2, null, How.plain());
        while (true) {
            page.accounts().forEach(account -> uids.add(account.uid()));
            if (page.next() == null) {
                break;
            }
            page = scim().page(null, 2, page.next(), How.plain());
        }

        assertThat(uids).containsExactly("s1", "s2", "s3", "s4", "s5");
        assertThat(page.total()).isEqualTo(5);
        scim().page(LocalDate.of(2026, 1, 2), 2, null, How.plain());
        assertThat(server.requests.get(server.requests.size() - 1))
                .endsWith("&filter=meta.lastModified+ge+%222026-01-02T00%3A00%3A00Z%22");
    }

    @Test
    void whatItCannotDoIsKnownBefore() {
        Set<Action> beyond = EnumSet.allOf(Action.class);
        beyond.removeAll(scim().actions());

        assertThat(beyond)
                .containsExactly(
                        Action.SET_ROLE_CONTEXT,
                        Action.CREATE_CUSTOM_OBJECT,
                        Action.UPDATE_CUSTOM_OBJECT,
                        Action.UPSERT_CUSTOM_OBJECT,
                        Action.DELETE_CUSTOM_OBJECT,
                        Action.VERIFY_EMAIL,
                        Action.INVALIDATE_EMAIL,
                        Action.VERIFY_PHONE,
                        Action.INVALIDATE_PHONE);
    }

    private ActionResult run(Action action, String profile) throws ActionFailed {
        List<MatchField> match = List.of(MatchField.USER_NAME, MatchField.EMAIL);
        return run(ActionInput.of(action, match, ActionsTest.map(profile), null));
    }

    private ActionResult run(ActionInput input) throws ActionFailed {
        return new Actions(scim()).carryOut(input, WriteGuard.OPEN, new How(false, calls));
    }

    private Scim scim() {
        return new Scim(
                new HttpTransport(), server.base(), () -> new Credentials("", ScimServer.TOKEN));
    }

    private Map<String, Object> user(String id) throws Exception {
        return json(server.users.get(id).toString());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String text) throws Exception {
        return (Map<String, Object>)
                Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
