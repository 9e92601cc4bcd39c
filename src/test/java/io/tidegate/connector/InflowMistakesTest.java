package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.hook.ScriptLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the author of an inflow is told, word for word. */
class InflowMistakesTest {
    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();

    private static final String USUAL =
            "- inflow:\n    id: x\n    verify: { standard-webhooks: '{{secret:s}}' }\n";

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        CONTEXT.start();
    }

    @AfterAll
    static void stop() {
        CONTEXT.stop();
    }

    private Loaded load(String text) throws Exception {
        Files.writeString(folder.resolve("f.yaml"), text);
        return new ConnectorFiles(CONTEXT, new TestRoutes(), Terms.DEFAULT, ScriptLimits.DEFAULT)
                .load(folder);
    }

    private List<String> mistakes(String text) throws Exception {
        Loaded loaded = load(text);
        assertThat(loaded.connectors()).isEmpty();
        return texts(loaded.mistakes());
    }

    private List<String> warnings(String text) throws Exception {
        Loaded loaded = load(text);
        assertThat(loaded.mistakes()).isEmpty();
        loaded.connectors()
                .forEach(
                        one -> {
                            try {
                                CONTEXT.getRouteController().stopRoute(one.id());
                                CONTEXT.removeRoute(one.id());
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        return texts(loaded.warnings());
    }

    private List<String> texts(List<Mistake> mistakes) {
        return mistakes.stream().map(m -> m.toString().replace(folder + "/", "")).toList();
    }

    /** A connector with these lines, from line 4, and whatever it needs beside them. */
    private static String with(String lines) {
        String needed =
                Stream.of("action: upsert-account", "mapping: { PhoneId: $.data.phone }")
                        .filter(line -> !lines.contains(line.substring(0, line.indexOf(' '))))
                        .reduce("", (a, b) -> a + b + "\n");
        return USUAL + (lines + "\n" + needed).indent(4);
    }

    @Test
    void allMistakesAreFoundInOneGo() throws Exception {
        assertThat(
                        mistakes(
                                """
                                - inflow:
                                    titel: A
                                    id-from: data.id
                                    mapping: { Emial: $.data.email }
                                    to: https://x.example
                                """))
                .containsExactly(
                        "f.yaml:2:5: \"titel\" is not a key of inflow; did you mean \"title\"? (allowed: id, title,"
                                + " system, verify, id-from, subject, schema, items, dedupe, rules, before, mapping,"
                                + " sanitize, action, match, object, conflict, echo, after, retry, ordered, concurrency,"
                                + " rateLimit, breaker, deactivateAfter, whenInactive, tests)",
                        "f.yaml:5:5: \"to\" is not a key of inflow (allowed: id, title,"
                                + " system, verify, id-from, subject, schema, items, dedupe, rules, before, mapping,"
                                + " sanitize, action, match, object, conflict, echo, after, retry, ordered, concurrency,"
                                + " rateLimit, breaker, deactivateAfter, whenInactive, tests)",
                        "f.yaml:1:3: inflow has no \"id\", which it needs",
                        "f.yaml:1:3: inflow has no \"action\", which it needs",
                        "f.yaml:1:3: inflow has no \"verify\", which it needs",
                        "f.yaml:3:14: \"id-from\" of inflow: a path starts with $, the event, but this is data.id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "inflow: x            | 1:1 | \"inflow\" must be an element of a list: write \"- inflow:\"",
                "- inflow: x          | 1:11 | \"inflow\" must be a map with keys, not \"x\"",
                "- inflow: {}         | 1:3 | inflow has no \"id\", which it needs",
                "- {inflow: {}, id: x} | 1:3 | \"id\" stand beside \"inflow\": indent them further, so that they stand under it",
                "- inflwo: {}         | 1:3 | \"inflwo\" is neither \"outflow\", \"inflow\" nor a root node of Camel's YAML; did you mean \"inflow\"?",
            })
    void theNodeItselfIsChecked(String file, String at, String message) throws Exception {
        assertThat(mistakes(file)).contains("f.yaml:" + at + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "none                                     | 3:13 | \"verify\" of inflow must be a map of one key (allowed: standard-webhooks, hmac, bearer, basic, none), not \"none\"",
                "{ none: true, bearer: '{{secret:a}}' }   | 3:13 | \"verify\" of inflow must be a map of one key (allowed: standard-webhooks, hmac, bearer, basic, none), not one of 2",
                "{ none: false }                          | 3:21 | \"none\" of verify must be true, not \"false\"",
                "{ hamc: { } }                            | 3:15 | \"hamc\" is not a key of verify; did you mean \"hmac\"? (allowed: standard-webhooks, hmac, bearer, basic, none)",
                "{ bearer: s3cret }                       | 3:23 | \"bearer\" of verify must be a reference, such as {{secret:name}} or {{env:NAME}}, and no text that stands in the file: write it so, and set the secret with \"tidegate secret set name\"",
                "{ standard-webhooks: whsec_QUJD }        | 3:34 | \"standard-webhooks\" of verify must be a reference, such as {{secret:name}} or {{env:NAME}}, and no text that stands in the file: write it so, and set the secret with \"tidegate secret set name\"",
                "{ bearer: '{{scret:a}}' }                | 3:23 | {{scret:a}} is not a reference: allowed are {{secret:name}} and {{env:NAME}}",
                "{ hmac: { secret: '{{secret:a}}' } }     | 3:21 | hmac has no \"header\", which it needs",
                "{ hmac: { header: X-S } }                | 3:21 | hmac has no \"secret\", which it needs",
                "{ hmac: { secret: '{{secret:a}}', header: 'X S' } } | 3:55 | \"header\" of hmac must be a header's name, such as X-Signature, not \"X S\"",
                "{ hmac: { secret: '{{secret:a}}', header: X-S, algorithm: sha265 } } | 3:71 | \"algorithm\" of hmac must be one of sha256, sha1, sha512 (did you mean sha256?), not \"sha265\"",
                "{ hmac: { secret: '{{secret:a}}', header: X-S, encoding: hxe } } | 3:70 | \"encoding\" of hmac must be one of hex, base64 (did you mean hex?), not \"hxe\"",
                "{ basic: { user: u, password: p } }      | 3:43 | \"password\" of basic must be a reference, such as {{secret:name}} or {{env:NAME}}, and no text that stands in the file: write it so, and set the secret with \"tidegate secret set name\"",
                "{ basic: { password: '{{secret:p}}' } }  | 3:22 | basic has no \"user\", which it needs",
            })
    void verifyIsChecked(String verify, String at, String message) throws Exception {
        String text =
                "- inflow:\n    id: x\n    verify: "
                        + verify
                        + "\n    action: upsert-account\n    mapping: { PhoneId: $.data.phone }\n";
        assertThat(mistakes(text)).containsExactly("f.yaml:" + at + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id-from: $.id                | 4:14 | \"id-from\" of inflow must be a path in what was posted, such as $.data.email, not \"$.id\"",
                "subject: $.data[             | 4:14 | \"subject\" of inflow: not a path: $.data[: the [ at its end is not closed",
                "items: contacts              | 4:12 | \"items\" of inflow: a path starts with $, the event, but this is contacts",
                "dedupe: 60                   | 4:13 | \"dedupe\" of inflow must be 1s to 1d (a number with ms, s, m, h or d, such as 30s, or ISO such as PT30S), not \"60\"",
                "schema: no.json              | 4:13 | the schema no.json is not there: no.json (paths are relative to the file that names them)",
                "schema: broken.json          | 4:13 | the schema broken.json is not JSON: ",
                "schema: list.json            | 4:13 | the schema list.json must be a JSON object",
                "schema: wrong.json           | 4:13 | the schema wrong.json is not JSON Schema: /type: ",
                "schema: remote.json          | 4:13 | the schema remote.json refers to \"https://x.example/a.json\", which is not read: a reference stays within the file, such as #/$defs/contact",
                "schema: dangling.json        | 4:13 | the schema dangling.json cannot be used: ",
                "schema: old.json             | 4:13 | the schema old.json is of a draft that is not known: \"http://json-schema.org/draft-01/schema#\" (allowed: 4, 6, 7, 2019-09, 2020-12)",
                "sanitize: { html: stirp }    | 4:23 | \"html\" of sanitize must be one of strip, escape, keep (did you mean strip?), not \"stirp\"",
                "sanitize: { unknown: keep }  | 4:26 | \"unknown\" of sanitize must be one of drop, refuse, not \"keep\"",
                "action: upsert-acount        | 4:13 | \"action\" of inflow must be one of create-account, update-account, upsert-account,",
                "conflict: last-writes        | 4:15 | \"conflict\" of inflow must be one of overwrite, last-write, fill-empty (did you mean last-write?), not \"last-writes\"",
                "echo: supress                | 4:11 | \"echo\" of inflow must be one of remember, suppress (did you mean suppress?), not \"supress\"",
                "match: []                    | 4:12 | \"match\" of inflow names nothing that an account is found by",
                "match: {}                    | 4:12 | \"match\" of inflow must be a list, not a map",
                "match: Phone                 | 4:12 | an element of \"match\" must be one of Uid, Email, PhoneId, UserName, ExternalId",
                "match: [PhoneId, PhoneId]    | 4:22 | PhoneId stands twice in \"match\"",
                "match: [Email]               | 4:12 | \"match\" names Email, which the mapping does not make: map Email[0].Value (targets: PhoneId)",
                "object: orders               | 4:13 | \"object\" is for actions on custom objects, and not for upsert-account",
            })
    void eachKeyIsChecked(String line, String at, String message) throws Exception {
        Files.writeString(folder.resolve("broken.json"), "{ \"type\": ");
        Files.writeString(folder.resolve("list.json"), "[]");
        Files.writeString(folder.resolve("wrong.json"), "{ \"type\": \"objekt\" }");
        Files.writeString(
                folder.resolve("remote.json"),
                "{ \"items\": { \"$ref\": \"https://x.example/a.json\" } }");
        Files.writeString(folder.resolve("dangling.json"), "{ \"$ref\": \"#/$defs/a\" }");
        Files.writeString(
                folder.resolve("old.json"),
                "{ \"$schema\": \"http://json-schema.org/draft-01/schema#\" }");

        assertThat(mistakes(with(line)))
                .singleElement()
                .asString()
                .startsWith("f.yaml:" + at + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Emial[0].Value    | upsert-account | 5:16 | \"Emial[0].Value\" is no field of an account; did you mean \"Email[0].Value\"?",
                "Email.Value       | upsert-account | 5:16 | \"Email.Value\" is no field of an account",
                "LastLoginDate     | upsert-account | 5:16 | \"LastLoginDate\" is written by the identity provider alone",
                "ModifiedDate      | upsert-account | 5:16 | \"ModifiedDate\" is written by the identity provider alone; \"conflict: last-write\" compares it",
                "CustomObject.a    | upsert-account | 5:16 | \"CustomObject.a\" is not read by upsert-account, which takes fields of the account (it is for create-custom-object, update-custom-object, upsert-custom-object)",
                "FirstName         | delete-account | 5:16 | \"FirstName\" is not read by delete-account, which takes PhoneId",
                "FirstName         | assign-roles   | 5:16 | \"FirstName\" is not read by assign-roles, which takes PhoneId, Roles",
                "Roles             | set-phone      | 5:16 | \"Roles\" is not read by set-phone, which takes PhoneId (it is for assign-roles, unassign-roles)",
            })
    void aTargetIsAFieldThatItsActionReads(String target, String action, String at, String message)
            throws Exception {
        String lines =
                "action: "
                        + action
                        + "\nmapping: { '"
                        + target
                        + "': $.data.x, PhoneId: $.data.p }";
        assertThat(mistakes(with(lines)))
                .first()
                .asString()
                .startsWith("f.yaml:" + at + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "action: create-account       | FirstName: $.data.a          | create-account needs Email or PhoneId, which the mapping does not make (targets: FirstName)",
                "action: assign-roles         | PhoneId: $.data.a            | assign-roles needs Roles, which the mapping does not make (targets: PhoneId)",
                "action: delete-account       | {}                           | the mapping makes nothing that an account is found by: map one of Uid, Email[0].Value, PhoneId, UserName, ExternalIds[0].SourceId (targets: )",
                "action: upsert-custom-object | PhoneId: $.a, CustomObject: $.data.order | upsert-custom-object needs \"object\", the custom object's name",
            })
    void anActionHasWhatItNeeds(String action, String mapping, String message) throws Exception {
        String map = mapping.equals("{}") ? mapping : "{ " + mapping + " }";
        assertThat(mistakes(with(action + "\nmapping: " + map)))
                .containsExactly("f.yaml:4:13: " + message);
    }

    @Test
    void aRepeatThatCannotBeToldIsWarnedOf() throws Exception {
        String hmac =
                with("").replace("standard-webhooks: '{{secret:s}}'", "bearer: '{{secret:s}}'");

        assertThat(warnings(hmac))
                .containsExactly(
                        "f.yaml:1:3: inflow has no \"id-from\": a post that is sent again is told from a new one only by"
                                + " a header webhook-id or idempotency-key; name the id's place, such as id-from:"
                                + " $.data.eventId");
        assertThat(warnings(with(""))).isEmpty();
        assertThat(warnings(hmac + "    id-from: $.data.id\n")).isEmpty();
        assertThat(warnings(hmac + "    dedupe: 60s\n")).isEmpty();
    }

    @Test
    void lastWriteWithoutATimeIsWarnedOf() throws Exception {
        assertThat(warnings(with("conflict: last-write")))
                .containsExactly(
                        "f.yaml:4:15: \"conflict: last-write\" compares the third party's own time of its change, and the"
                                + " mapping makes no ModifiedDate: the time of the post stands for it");
        assertThat(
                        warnings(
                                with(
                                        "conflict: last-write\nmapping: { PhoneId: $.data.a, ModifiedDate: $.data.b }")))
                .isEmpty();
    }

    @Test
    void anIdIsTakenByOneConnectorOfAnyKind() throws Exception {
        assertThat(
                        texts(
                                load(with("") + "- outflow: { id: x, on: Login, to: direct:x }\n")
                                        .mistakes()))
                .isNotEmpty()
                .allSatisfy(m -> assertThat(m).contains("x"));
    }
}
