package io.tidegate.identity;

import static io.tidegate.identity.ActionResult.Outcome.CREATED;
import static io.tidegate.identity.ActionResult.Outcome.DELETED;
import static io.tidegate.identity.ActionResult.Outcome.UNCHANGED;
import static io.tidegate.identity.ActionResult.Outcome.UPDATED;
import static io.tidegate.identity.ActionResult.Outcome.WITHHELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActionsTest {
    private static final String ANN =
            "{'Email':[{'Type':'Primary','Value':'ann@x.example'}],'FirstName':'Ann'}";

    private final MemoryProvider provider = new MemoryProvider();
    private WriteGuard guard = WriteGuard.OPEN;

    @Test
    void anUpsertCreatesOnceAndThenFindsNothingToChange() throws Exception {
        ActionResult first = run(Action.UPSERT_ACCOUNT, ANN);
        ActionResult second = run(Action.UPSERT_ACCOUNT, ANN);

        assertThat(first.outcome()).isEqualTo(CREATED);
        assertThat(first.changes())
                .containsExactly(
                        new Change("Email[primary].Value", null, "ann@x.example"),
                        new Change("FirstName", null, "Ann"));
        assertThat(second.outcome()).isEqualTo(UNCHANGED);
        assertThat(provider.writes).containsExactly("create");
    }

    @Test
    void anUpsertWritesOnlyWhatDiffersInTheCallsThatItTakes() throws Exception {
        provider.has(
                "u1",
                map(
                        "{'Email':[{'Type':'Primary','Value':'ann@x.example'}],'FirstName':'Ann',"
                                + "'PhoneId':'+15550100','City':'Ulm'}"));

        ActionResult result =
                run(
                        Action.UPSERT_ACCOUNT,
                        "{'Email':[{'Type':'Primary','Value':'ANN@x.example'},{'Type':'Work','Value':'a@w.example'}],"
                                + "'FirstName':'Anna','PhoneId':'+15550101','City':'Ulm'}");

        assertThat(result.outcome()).isEqualTo(UPDATED);
        assertThat(provider.writes)
                .containsExactly(
                        "Email[type=Work, value=a@w.example]",
                        "Phone[number=+15550101]",
                        "Profile[members={FirstName=Anna}]");
        assertThat(result.changes()).contains(new Change("FirstName", "Ann", "Anna")).hasSize(3);
    }

    @Test
    void elementsOfListsAreMergedByTheirKey() throws Exception {
        provider.has(
                "u1",
                map(
                        "{'Email':[{'Type':'Primary','Value':'ann@x.example'}],"
                                + "'ExternalIds':[{'Source':'erp','SourceId':'7'},{'Source':'crm','SourceId':'1'}],"
                                + "'Addresses':[{'Type':'Home','City':'Ulm','State':null,'PostalCode':'89073'}]}"));

        run(
                Action.UPSERT_ACCOUNT,
                "{'Email':[{'Value':'ann@x.example'}],'ExternalIds':[{'Source':'crm','SourceId':'2'}],"
                        + "'Addresses':[{'Type':'home','City':'Bonn'},{'Type':'Work','City':'Kiel'}]}");

        assertThat(provider.accounts.get("u1"))
                .containsEntry(
                        "ExternalIds",
                        List.of(
                                Map.of("Source", "erp", "SourceId", "7"),
                                Map.of("Source", "crm", "SourceId", "2")))
                .containsEntry(
                        "Addresses",
                        List.of(
                                Map.of("Type", "Home", "City", "Bonn", "PostalCode", "89073"),
                                Map.of("Type", "Work", "City", "Kiel")));
    }

    @Test
    void anAddressThatTheAccountHasUnderAnotherTypeStaysThere() throws Exception {
        provider.has(
                "u1",
                map(
                        "{'Email':[{'Type':'Primary','Value':'a@x.example'},{'Type':'Work','Value':'b@x.example'}]}"));

        assertThat(run(Action.UPSERT_ACCOUNT, "{'Email':[{'Value':'b@x.example'}]}").outcome())
                .isEqualTo(UNCHANGED);
    }

    @Test
    void aNullClearsAFieldOnce() throws Exception {
        provider.has("u1", map("{'UserName':'ann','City':'Ulm','PhoneId':'+15550100'}"));
        String cleared = "{'UserName':'ann','City':null,'PhoneId':null,'HomeTown':null}";

        ActionResult first = run(Action.UPDATE_ACCOUNT, cleared);
        ActionResult second = run(Action.UPDATE_ACCOUNT, cleared);

        assertThat(first.changes()).containsExactly(new Change("City", "Ulm", null));
        assertThat(second.outcome()).isEqualTo(UNCHANGED);
    }

    @Test
    void fieldsThatTheProviderWritesAreNotSent() throws Exception {
        provider.has("u1", map("{'UserName':'ann','FirstName':'Ann'}"));

        ActionResult result =
                run(
                        Action.UPDATE_ACCOUNT,
                        "{'Uid':'u1','UserName':'ann','ModifiedDate':'2026-01-01T00:00:00Z','FirstName':'Eve'}");

        assertThat(result.changes()).extracting(Change::field).containsExactly("FirstName");
    }

    @Test
    void aCreateGetsAStrongPasswordThatNobodyIsTold() throws Exception {
        ActionResult result = run(Action.CREATE_ACCOUNT, ANN);

        String password = (String) provider.created.get(0).get("Password");
        assertThat(password)
                .hasSize(28)
                .matches(".*[A-Z].*")
                .matches(".*[a-z].*")
                .matches(".*\\d.*")
                .matches(".*[^A-Za-z0-9].*");
        assertThat(result.toString()).doesNotContain(password);
        assertThat(RandomPassword.make()).isNotEqualTo(password);
    }

    @Test
    void aCreateWhoseAnswerWasLostIsFoundDone() throws Exception {
        run(Action.CREATE_ACCOUNT, ANN);

        assertThat(run(Action.CREATE_ACCOUNT, ANN).outcome()).isEqualTo(UNCHANGED);
        failsWith(
                Action.CREATE_ACCOUNT,
                ANN.replace("Ann", "Eve"),
                "the account u1 exists already, with another FirstName; upsert-account would write it");
    }

    @Test
    void anUpsertThatIsLateToCreateUpdates() throws Exception {
        provider.beforeCreate = () -> provider.has("u9", map(ANN.replace("Ann'", "Somebody'")));

        ActionResult result = run(Action.UPSERT_ACCOUNT, ANN);

        assertThat(result.outcome()).isEqualTo(UPDATED);
        assertThat(result.account().uid()).isEqualTo("u9");
    }

    @Test
    void severalAccountsOfOneKeyAreRefused() {
        provider.has("u1", map(ANN));
        provider.has("u2", map(ANN));

        failsWith(
                Action.UPSERT_ACCOUNT,
                ANN,
                "2 accounts have the Email ann@x.example (u1, u2): which one is meant cannot be told;"
                        + " merge them, or match by Uid");
    }

    @Test
    void theFirstKeyThatFindsAnAccountDecides() throws Exception {
        provider.has("u1", map("{'PhoneId':'+15550100'}"));
        provider.has("u2", map(ANN));
        ActionInput input =
                ActionInput.of(
                        Action.UPDATE_ACCOUNT,
                        List.of(MatchField.USER_NAME, MatchField.PHONE_ID, MatchField.EMAIL),
                        map(
                                "{'PhoneId':'+15550100','FirstName':'Al','Email':[{'Type':'Work','Value':'al@x.example'}]}"),
                        null);

        assertThat(run(input).account().uid()).isEqualTo("u1");
    }

    @Test
    void whatLacksAKeyOrAnAccountSaysSo() {
        failsWith(
                Action.UPDATE_ACCOUNT,
                ANN,
                "no account has the Email ann@x.example; update-account creates none");
        failsWith(
                Action.UPDATE_ACCOUNT,
                "{'FirstName':'Ann'}",
                "update-account needs a value that the account is found by, and the profile has none");
        failsWith(
                Action.UPSERT_ACCOUNT,
                "{'UserName':'ann'}",
                "upsert-account needs Email or PhoneId, and the profile has none");
        provider.actions = EnumSet.of(Action.CREATE_ACCOUNT);
        failsWith(Action.DELETE_ACCOUNT, ANN, "delete-account is nothing that Memory can do");
    }

    @Test
    void aDeletedAccountIsDeletedOnce() throws Exception {
        provider.has("u1", map(ANN));

        assertThat(run(Action.DELETE_ACCOUNT, ANN).outcome()).isEqualTo(DELETED);
        assertThat(run(Action.DELETE_ACCOUNT, ANN).outcome()).isEqualTo(UNCHANGED);
    }

    @Test
    void flagsAreSetOnce() throws Exception {
        provider.has("u1", map(ANN));

        for (Action action :
                List.of(
                        Action.BLOCK_ACCOUNT,
                        Action.UNBLOCK_ACCOUNT,
                        Action.VERIFY_EMAIL,
                        Action.INVALIDATE_EMAIL,
                        Action.VERIFY_PHONE,
                        Action.INVALIDATE_PHONE)) {
            assertThat(run(action, ANN).outcome()).as(action.word()).isEqualTo(UPDATED);
            assertThat(run(action, ANN).outcome()).as(action.word()).isEqualTo(UNCHANGED);
        }
    }

    @Test
    void rolesAreAddedAndTakenOnce() throws Exception {
        provider.has("u1", map(ANN));
        provider.roles.put("u1", new RolesHeld(List.of("reader"), List.of()));
        String roles =
                "{'UserName':'x','Email':[{'Value':'ann@x.example'}],'Roles':['reader','editor']}";

        assertThat(run(Action.ASSIGN_ROLES, roles).changes())
                .containsExactly(
                        new Change("Roles", List.of("reader"), List.of("reader", "editor")));
        assertThat(run(Action.ASSIGN_ROLES, roles).outcome()).isEqualTo(UNCHANGED);
        assertThat(run(Action.UNASSIGN_ROLES, roles).outcome()).isEqualTo(UPDATED);
        assertThat(run(Action.UNASSIGN_ROLES, roles).outcome()).isEqualTo(UNCHANGED);
    }

    @Test
    void whatARoleContextHasBeyondIsTakenOutFirst() throws Exception {
        provider.has("u1", map(ANN));
        provider.roles.put(
                "u1",
                new RolesHeld(
                        List.of(), List.of(Map.of("Context", "Home", "Roles", List.of("a", "b")))));
        String context =
                "{'Email':[{'Value':'ann@x.example'}],'RoleContext':[{'Context':'Home','Roles':['b','c']}]}";

        run(Action.SET_ROLE_CONTEXT, context);

        assertThat(provider.writes.get(0))
                .isEqualTo("TrimContext[context=Home, roles=[a], permissions=[]]");
        assertThat(run(Action.SET_ROLE_CONTEXT, context).outcome()).isEqualTo(UNCHANGED);
    }

    @Test
    void customObjectsAreMadeChangedAndDeletedOnce() throws Exception {
        provider.has("u1", map(ANN));
        String car =
                "{'Email':[{'Value':'ann@x.example'}],'CustomObject':{'plate':'UL 1','seats':4}}";

        assertThat(object(Action.CREATE_CUSTOM_OBJECT, car).outcome()).isEqualTo(UPDATED);
        assertThat(object(Action.CREATE_CUSTOM_OBJECT, car).outcome()).isEqualTo(UNCHANGED);
        assertThat(object(Action.UPSERT_CUSTOM_OBJECT, car.replace("4", "5")).changes())
                .containsExactly(new Change("CustomObject[cars].seats", 4, 5));
        assertThat(provider.objects).hasSize(1);
        assertThat(object(Action.DELETE_CUSTOM_OBJECT, car).outcome()).isEqualTo(UPDATED);
        assertThat(object(Action.DELETE_CUSTOM_OBJECT, car).outcome()).isEqualTo(UNCHANGED);
        assertThatThrownBy(() -> object(Action.UPDATE_CUSTOM_OBJECT, car))
                .hasMessage("the account has no record of cars");
    }

    @Test
    void whichOfSeveralRecordsMustBeSaid() throws Exception {
        provider.has("u1", map(ANN));
        object(Action.CREATE_CUSTOM_OBJECT, record("{'a':1}"));
        object(Action.CREATE_CUSTOM_OBJECT, record("{'a':2}"));

        assertThatThrownBy(() -> object(Action.UPSERT_CUSTOM_OBJECT, record("{'a':3}")))
                .hasMessage(
                        "the account has 2 records of cars: map CustomObjectId to say which is meant");
        object(Action.UPDATE_CUSTOM_OBJECT, record("{'a':3},'CustomObjectId':'o2'"));
        assertThat(provider.objects.get(1).members()).containsEntry("a", 3);
    }

    private static String record(String members) {
        return "{'Email':[{'Value':'ann@x.example'}],'CustomObject':" + members + "}";
    }

    @Test
    void theGuardIsAskedBeforeAWriteAndToldAfterIt() throws Exception {
        List<String> asked = new ArrayList<>();
        guard =
                new WriteGuard() {
                    @Override
                    public Verdict beforeWrite(Planned planned) {
                        asked.add("before " + planned.changes().size() + " " + provider.writes);
                        return Verdict.ALL;
                    }

                    @Override
                    public void afterWrite(ActionResult result) {
                        asked.add("after " + result.outcome().word());
                    }

                    @Override
                    public void unchanged(ActionInput input, @Nullable Account account) {
                        asked.add("unchanged");
                    }
                };

        run(Action.UPSERT_ACCOUNT, ANN);
        run(Action.UPSERT_ACCOUNT, ANN);

        assertThat(asked).containsExactly("before 2 []", "after created", "unchanged");
    }

    @Test
    void theGuardMayLeaveFieldsOut() throws Exception {
        provider.has("u1", map(ANN));
        guard = only(Set.of("City"));

        ActionResult result =
                run(Action.UPSERT_ACCOUNT, ANN.replace("'Ann'", "'Eve','City':'Ulm'"));

        assertThat(provider.writes).containsExactly("Profile[members={City=Ulm}]");
        assertThat(result.conflict()).containsEntry("lost", "FirstName");
        assertThat(result.changes()).extracting(Change::field).containsExactly("City");
    }

    @Test
    void theGuardMayWithholdAll() throws Exception {
        provider.has("u1", map(ANN));
        guard = only(Set.of());

        ActionResult result = run(Action.UPSERT_ACCOUNT, ANN.replace("'Ann'", "'Eve'"));

        assertThat(result.outcome()).isEqualTo(WITHHELD);
        assertThat(provider.writes).isEmpty();
    }

    private static WriteGuard only(Set<String> fields) {
        return new WriteGuard() {
            @Override
            public Verdict beforeWrite(Planned planned) {
                return new Verdict.Only(fields, Map.of("lost", "FirstName"));
            }
        };
    }

    @Test
    void aStoredActionIsReadAsItWasWritten() throws Exception {
        ActionInput input =
                ActionInput.of(
                        Action.UPSERT_ACCOUNT,
                        List.of(MatchField.EXTERNAL_ID, MatchField.EMAIL),
                        map(
                                "{'Email':[{'Value':' a@x '},{'Value':''}],'ExternalIds':[{'Source':'crm','SourceId':'7'}],'City':null}"),
                        null);

        String json = new String(input.json(), StandardCharsets.UTF_8);

        assertThat(json)
                .startsWith(
                        "{\"match\":{\"ExternalId\":[{\"Source\":\"crm\",\"SourceId\":\"7\"}],\"Email\":[\"a@x\"]},\"profile\":");
        assertThat(ActionInput.read(Action.UPSERT_ACCOUNT, input.json())).isEqualTo(input);
        assertThatThrownBy(
                        () ->
                                ActionInput.read(
                                        Action.UPSERT_ACCOUNT,
                                        "{\"match\":{\"Mail\":1}}".getBytes()))
                .hasMessage(
                        "the stored action cannot be read: \"Mail\" is nothing that an account is found by");
    }

    private ActionResult object(Action action, String profile) throws ActionFailed {
        return run(ActionInput.of(action, List.of(MatchField.EMAIL), map(profile), "cars"));
    }

    private ActionResult run(Action action, String profile) throws ActionFailed {
        List<MatchField> match =
                List.of(MatchField.EMAIL, MatchField.PHONE_ID, MatchField.USER_NAME);
        return run(ActionInput.of(action, match, map(profile), null));
    }

    private ActionResult run(ActionInput input) throws ActionFailed {
        return new Actions(provider).carryOut(input, guard, How.plain());
    }

    private void failsWith(Action action, String profile, String message) {
        assertThatThrownBy(() -> run(action, profile))
                .isInstanceOfSatisfying(
                        ActionFailed.class, failed -> assertThat(failed.isToRepeat()).isFalse())
                .hasMessage(message);
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> map(String json) {
        try {
            return (Map<String, @Nullable Object>)
                    Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
