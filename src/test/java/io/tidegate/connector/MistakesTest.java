package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.hook.ScriptLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an author is told, word for word. */
class MistakesTest {
    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();
    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        CONTEXT.start();
    }

    @AfterAll
    static void stop() {
        CONTEXT.stop();
    }

    private List<String> mistakes(String text) throws Exception {
        Files.writeString(folder.resolve("f.yaml"), text);
        Loaded loaded =
                new ConnectorFiles(CONTEXT, new TestRoutes(), Terms.DEFAULT, ScriptLimits.DEFAULT)
                        .load(folder);
        assertThat(loaded.connectors()).isEmpty();
        assertThat(CONTEXT.getRoutes()).isEmpty();
        return loaded.mistakes().stream().map(m -> m.toString().replace(folder + "/", "")).toList();
    }

    /** A connector that is right but for the lines given, which start at line 5. */
    private List<String> with(String lines) throws Exception {
        return mistakes(
                "- outflow:\n    id: x\n    on: [Login]\n    to: direct:x\n" + lines.indent(4));
    }

    private List<String> to(String lines) throws Exception {
        return mistakes("- outflow:\n    id: x\n    on: [Login]\n    to:\n" + lines.indent(6));
    }

    @Test
    void allMistakesOfAFileAreFoundInOneGo() throws Exception {
        assertThat(
                        mistakes(
                                """
                                - outflow:
                                    titel: A
                                    on: [Regsiter, "two words"]
                                    retry: { attempts: many }
                                    to: htps://x
                                - outflow:
                                    id: b
                                """))
                .containsExactly(
                        "f.yaml:2:5: \"titel\" is not a key of outflow; did you mean \"title\"? (allowed: id, title,"
                                + " system, on, rules, before, mapping, to, after, retry, ordered, concurrency, rateLimit,"
                                + " breaker, deactivateAfter, batch, timeouts, whenInactive, tests)",
                        "f.yaml:1:3: outflow has no \"id\", which it needs",
                        "f.yaml:3:10: \"Regsiter\" is not in the trigger catalogue; did you mean \"Register\"? (a type of"
                                + " your own has a dot, such as com.acme.order.paid)",
                        "f.yaml:3:20: \"two words\" is not a trigger: a trigger is one word without spaces",
                        "f.yaml:5:9: \"htps://x\": there is no Camel component \"htps\" on board; did you mean \"https\"?",
                        "f.yaml:4:24: \"attempts\" of retry must be a whole number from 0 to 1000, not \"many\"",
                        "f.yaml:6:3: outflow has no \"on\", which it needs",
                        "f.yaml:6:3: outflow has no \"to\", which it needs");
    }

    @Test
    void aPathWithABracketInsideBracesIsExplained() throws Exception {
        assertThat(with("mapping:\n  email: { from: $.data.Email[0].Value }"))
                .containsExactly(
                        "f.yaml:6:34: Inside { } a path with [ must be quoted, such as { from: \"$.data.Email[0].Value\" },"
                                + " and so must text with {");
        assertThat(with("to: { uri: https://x.example/{email} }"))
                .containsExactly(
                        "f.yaml:5:34: Inside { } a path with [ must be quoted, such as { from: \"$.data.Email[0].Value\" },"
                                + " and so must text with {");
        assertThat(with("rules: [ $.data.Email[0] ]"))
                .containsExactly(
                        "f.yaml:5:26: Inside [ ] a path with [ must be quoted, such as [\"$.data.Email[0].Value\"], and so"
                                + " must text with {");
    }

    @Test
    void whatIsNotYamlIsSaidAtTheParsersMark() throws Exception {
        assertThat(mistakes("- outflow:\n    id: x\n   on: y\n"))
                .containsExactly(
                        "f.yaml:3:4: not YAML: while parsing a block mapping: expected <block end>, but found"
                                + " '<block mapping start>'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: y                    | f.yaml:5:5: \"id\" stands twice in outflow, first in line 2",
                "title: []                | f.yaml:5:12: \"title\" of outflow must be text, not a list",
                "title:                   | f.yaml:5:11: \"title\" of outflow must be text, not empty",
                "rules: $.a               | f.yaml:5:12: \"rules\" of outflow must be a list, not \"$.a\"",
                "rules: [{a: b}]          | f.yaml:5:13: a rule must be text, not a map",
                "mapping: $.a             | f.yaml:5:14: \"mapping\" must be a map of target and source, not \"$.a\"",
                "mapping: {a: .inf}       | f.yaml:5:18: \".inf\" is a number that JSON does not have; quote it if it is text",
                "mapping: {a: '$.data['}  | f.yaml:5:15: not a path: $.data[: the [ at its end is not closed",
                "mapping: {a: b, a: c}    | f.yaml:5:21: \"a\" stands twice in one map",
                "whenInactive: keep       | f.yaml:5:19: \"whenInactive\" of outflow must be hold (its events wait for its activation) or ignore (they make no delivery, the default), not \"keep\"",
                "ordered: no              | f.yaml:5:14: \"ordered\" of outflow must be true or false, not \"no\"",
                "concurrency: 0           | f.yaml:5:18: \"concurrency\" of outflow must be a whole number from 1 to 10000, not \"0\"",
                "concurrency: {}          | f.yaml:5:18: \"concurrency\" of outflow must be text, not a map",
                "rateLimit: 100           | f.yaml:5:16: \"rateLimit\" of outflow must be a number from 1 to 1000000 and /s, /m or /h, such as 100/s (requests in a second, minute or hour), not \"100\"",
                "rateLimit: 0/s           | f.yaml:5:16: \"rateLimit\" of outflow must be a number from 1 to 1000000 and /s, /m or /h, such as 100/s (requests in a second, minute or hour), not \"0/s\"",
                "rateLimit: [1/s]         | f.yaml:5:16: \"rateLimit\" of outflow must be text, not a list",
                "ratelimit: 1/s           | f.yaml:5:5: \"ratelimit\" is not a key of outflow; did you mean \"rateLimit\"? (allowed: id, title, system, on, rules, before, mapping, to, after, retry, ordered, concurrency, rateLimit, breaker, deactivateAfter, batch, timeouts, whenInactive, tests)",
                "batch: { size: 1 }       | f.yaml:5:20: \"size\" of batch must be a whole number from 2 to 1000, not \"1\"",
                "batch: { within: 1s }    | f.yaml:5:12: batch has no \"size\", which it needs",
                "batch: { size: 9, in: a.b } | f.yaml:5:27: \"in\" of batch must be one key of the body, of letters, digits, _ and -, not \"a.b\"",
                "batch: { size: 9, outcomes: { at: $.r } } | f.yaml:5:33: outcomes has no \"success\", which it needs",
                "batch: { size: 9, outcomes: { at: r, success: $.ok } } | f.yaml:5:39: \"at\" of outcomes must be a JSONPath, which starts with $, not \"r\"",
                "breaker: true            | f.yaml:5:14: \"breaker\" of outflow must be on, off or a map such as { after: 20, failureRate: 100, for: 30s }, not \"true\"",
                "breaker: { after: 0 }    | f.yaml:5:23: \"after\" of breaker must be a whole number from 1 to 10000, not \"0\"",
                "breaker: { failureRate: 101 } | f.yaml:5:29: \"failureRate\" of breaker must be a whole number from 1 to 100, not \"101\"",
                "breaker: { four: 1s }    | f.yaml:5:16: \"four\" is not a key of breaker; did you mean \"for\"? (allowed: after, failureRate, for)",
                "breaker: { for: 2d }     | f.yaml:5:21: \"for\" of breaker must be 10ms to 1d (a number with ms, s, m, h or d, such as 30s, or ISO such as PT30S), not \"2d\"",
                "deactivateAfter: 500ms   | f.yaml:5:22: \"deactivateAfter\" of outflow must be never, or 1s to 365d (a number with ms, s, m, h or d, such as 30s, or ISO such as PT30S), not \"500ms\"",
                "deactivateAfter: off     | f.yaml:5:22: \"deactivateAfter\" of outflow must be never, or 1s to 365d (a number with ms, s, m, h or d, such as 30s, or ISO such as PT30S), not \"off\"",
                "retry: 5                 | f.yaml:5:12: \"retry\" must be a map with keys, not \"5\"",
                "retry: { delay: 30 }     | f.yaml:5:21: \"delay\" of retry must be 10ms to 7d (a number with ms, s, m, h or d, such as 30s, or ISO such as PT30S), not \"30\"",
                "retry: { delay: 8d }     | f.yaml:5:21: \"delay\" of retry must be 10ms to 7d (a number with ms, s, m, h or d, such as 30s, or ISO such as PT30S), not \"8d\"",
                "retry: { jitter: 1.5 }   | f.yaml:5:22: \"jitter\" of retry must be a number from 0 to 1, not \"1.5\"",
                "retry: { maxDelay: 1s }  | f.yaml:5:24: \"maxDelay\" of retry must be at least the delay, 30s, not \"1s\"",
                "retry: { giveUpOn: [200] } | f.yaml:5:25: \"giveUpOn\" of retry must list response statuses from 300 to 599, not \"200\"",
                "timeouts: { read: 1s }   | f.yaml:5:17: \"read\" is not a key of timeouts (allowed: connect, response)",
                "tests: [a]               | f.yaml:5:13: a test must be a map with given and expect, not \"a\"",
                "tests: [{given: {type: Login}}] | f.yaml:5:13: test has no \"expect\", which it needs",
                "tests: [{expect: {status: failed}}] | f.yaml:5:13: test has no \"given\", which it needs",
                "tests: [{givn: 1, given: {type: a.b}, expect: {attempts: 1}}] | f.yaml:5:14: \"givn\" is not a key of test; did you mean \"given\"? (allowed: name, given, answers, endpoints, accounts, written, secrets, expect)",
                "tests: [{given: {data: {}}, expect: {attempts: 1}}] | f.yaml:5:21: given has no \"type\", which it needs",
                "tests: [{given: {type: a.b, dta: 1}, expect: {attempts: 1}}] | f.yaml:5:33: \"dta\" is not a key of given; did you mean \"data\"? (allowed: type, data, id, source, subject, time, datacontenttype, data_base64, specversion, file, post)",
                "tests: [{given: [], expect: {attempts: 1}}] | f.yaml:5:21: \"given\" of test names no event",
                "tests: [{given: Login, expect: {attempts: 1}}] | f.yaml:5:21: \"given\" must be a map with keys, not \"Login\"",
                "tests: [{given: {file: a.json, type: Login}, expect: {attempts: 1}}] | f.yaml:5:22: \"file\" of given is the whole event: nothing may stand beside it",
                "tests: [{given: {type: Login}, answers: [timout], expect: {attempts: 1}}] | f.yaml:5:46: an answer must be a status, timeout, or a map of status, headers, body, error, not \"timout\"; did you mean timeout?",
                "tests: [{given: {type: Login}, answers: [{stats: 1}], expect: {attempts: 1}}] | f.yaml:5:47: \"stats\" is not a key of answer; did you mean \"status\"? (allowed: status, headers, body, error)",
                "tests: [{given: {type: Login}, answers: [{status: 700}], expect: {attempts: 1}}] | f.yaml:5:55: \"status\" of answer must be a whole number from 100 to 599, not \"700\"",
                "tests: [{given: {type: Login}, answers: [{error: gone, status: 500}], expect: {attempts: 1}}] | f.yaml:5:47: \"error\" of answer says that nothing is answered: nothing may stand beside it",
                "tests: [{given: {type: Login}, answers: [{headers: [a]}], expect: {attempts: 1}}] | f.yaml:5:56: \"headers\" of answer must be a map of names and values, not a list",
                "tests: [{given: {type: Login}, endpoints: [a], expect: {attempts: 1}}] | f.yaml:5:47: \"endpoints\" of test must be a map of Camel endpoints and what they answer, not a list",
                "tests: [{given: {type: Login}, endpoints: {sql: 200}, expect: {attempts: 1}}] | f.yaml:5:48: a Camel endpoint is written as scheme:rest, such as sql:…",
                "tests: [{given: {type: Login}, expect: {}}] | f.yaml:5:44: \"expect\" expects nothing (there are status, skipped, request, action, match, profile, profileContains, cleaned, outcome, changed, lost, published, refused, error, attempts, failedQuery, after, result, sent)",
                "tests: [{given: {type: Login}, expect: {reqest: {}}}] | f.yaml:5:45: \"reqest\" is not a key of expect; did you mean \"request\"? (allowed: status, skipped, request, action, match, profile, profileContains, cleaned, outcome, changed, lost, published, refused, error, attempts, failedQuery, after, result, sent)",
                "tests: [{given: {type: Login}, expect: {status: deliverd}}] | f.yaml:5:53: \"status\" of expect must be one of delivered, skipped, failed (did you mean delivered?), not \"deliverd\"",
                "tests: [{given: {type: Login}, expect: {request: {mehtod: PUT}}}] | f.yaml:5:55: \"mehtod\" is not a key of request; did you mean \"method\"? (allowed: method, url, headers, body, bodyContains)",
                "tests: [{given: {type: Login}, expect: {request: {body: 1, bodyContains: 1}}}] | f.yaml:5:64: \"body\" of request is the whole body, \"bodyContains\" a part of it: write one of them",
                "tests: [{given: {type: Login}, expect: {error: {step: maping}}}] | f.yaml:5:59: \"step\" of error must be one of rule, before, mapping, request (did you mean mapping?), not \"maping\"",
                "tests: [{given: {type: Login}, expect: {attempts: [{at: soon}]}}] | f.yaml:5:61: \"at\" of attempt must be a number with ms, s, m, h or d, such as 30s, or ISO such as PT30S, not \"soon\"",
                "tests: [{given: {type: Login}, expect: {attempts: many}}] | f.yaml:5:55: \"attempts\" of expect must be a whole number from 0 to 1000, not \"many\"",
                "tests: [{given: {type: Login}, expect: {failedQuery: {stage: after}}}] | f.yaml:5:66: \"stage\" of failedQuery must be one of rule, before, mapping, request, not \"after\"",
                "tests: [{given: {type: Login}, expect: {after: {status: ok}}}] | f.yaml:5:61: \"status\" of after must be one of done, failed, not \"ok\"",
                "tests: [{given: {type: Login}, expect: {sent: [{to: x}]}}] | f.yaml:5:53: \"to\" is not a key of sent (allowed: endpoint, headers, body, bodyContains)",
                "before: [a]              | f.yaml:5:14: a step of \"before\" must be one key, such as script: hooks/name.js or a Camel step",
                "before: [{script: []}]   | f.yaml:5:23: \"script\" must be the path of a file, not a list",
                "before: [{script: no.js}] | f.yaml:5:23: there is no script no.js (paths are relative to the file that names them)",
                "before: [{scirpt: no.js}] | f.yaml:5:14: \"scirpt\" is neither \"script\" nor a Camel step; did you mean \"script\"?",
                "before: [{enrihc: x}]    | f.yaml:5:14: \"enrihc\" is neither \"script\" nor a Camel step; did you mean \"enrich\"?",
                "before: [{log: {mesage: x}}] | f.yaml:5:21: \"mesage\" is not a key of log; did you mean \"message\"? (allowed: description, disabled, id, logLanguage, logName, logger, loggingLevel, marker, message, note)",
                "before: [{to: 'log:x?showAl=1'}] | f.yaml:5:19: \"showAl\" is not an option of log; did you mean \"showAll\"? (allowed: loggerName, groupActiveOnly, groupDelay, groupInterval, groupSize, level, logMask, marker, plain, sourceLocationLoggerName, lazyStartProducer, exchangeFormatter, maxChars, multiline, showAll, showAllProperties, showBody, showBodyType, showCachedStreams, showCaughtException, showException, showExchangeId, showExchangePattern, showFiles, showFuture, showHeaders, showProperties, showRouteGroup, showRouteId, showStackTrace, showStreams, showVariables, skipBodyLineSeparator, style)",
                "before: [{to: 'http://x?token={{secret:x}}'}] | f.yaml:5:19: {{secret:…}} does not work in a Camel endpoint or step: ${secret:name} in a setHeader before it is read per message",
            })
    void whatAConnectorMayNotSay(String line, String mistake) throws Exception {
        assertThat(with(line)).containsExactly(mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "method: PUT                            | f.yaml:5:7: to has no \"uri\", which it needs",
                "uri: api.crm.example/v1                | f.yaml:5:12: \"api.crm.example/v1\": neither an absolute http(s) URL nor a Camel endpoint (scheme:name)",
                "uri: https:/x                          | f.yaml:5:12: \"https:/x\": the URL must be absolute: http://host/… or https://host/…",
                "uri: https:///x                        | f.yaml:5:12: \"https:///x\": the URL has no host",
                "uri: https://{host}/x                  | f.yaml:5:12: \"https://{host}/x\": a {field} may stand in the path or query of a URL only: its host never comes from an event",
                "uri: https://x.example:{port}/         | f.yaml:5:12: \"https://x.example:{port}/\": a {field} may stand in the path or query of a URL only: its host never comes from an event",
                "uri: '{scheme}://x.example'            | f.yaml:5:12: \"{scheme}://x.example\": neither an absolute http(s) URL nor a Camel endpoint (scheme:name)",
                "uri: '{{env:API}}{host}/x'             | f.yaml:5:12: \"{{env:API}}{host}/x\": a {field} may stand in the path or query of a URL only: its host never comes from an event",
                "uri: https://a:b@x.example/            | f.yaml:5:12: \"https://a:b@x.example/\": a URL's host part holds no credentials: use headers: { Authorization: \"…{{secret:name}}\" }",
                "uri: https://{{secret:x}}.example/     | f.yaml:5:12: \"https://{{secret:x}}.example/\": a URL's host part holds no credentials: use headers: { Authorization: \"…{{secret:name}}\" }",
                "uri: https://x_.example:99999/         | f.yaml:5:12: \"https://x_.example:99999/\": the port must be from 1 to 65535, not 99999",
                "uri: https://x..-/                     | f.yaml:5:12: \"https://x..-/\": \"x..-\" is not a host: letters, digits, dots and dashes, then :port if need be",
                "uri: https://x.example/#top            | f.yaml:5:12: \"https://x.example/#top\": a URL to send to has no fragment: write %23 for a # of the path or query",
                "uri: https://x.example/a b             | f.yaml:5:12: \"https://x.example/a b\": \" \" must be percent-encoded in a URL",
                "uri: https://x.example/100%            | f.yaml:5:12: \"https://x.example/100%\": \"%\" must be percent-encoded in a URL",
                "uri: https://x.example/{a b}           | f.yaml:5:12: {a b} is not a field: write the path in the mapped body, such as {email} or {tags[0].id}",
                "uri: https://x.example/{a              | f.yaml:5:12: \"{a\" has no closing }",
                "uri: https://x.example/a}              | f.yaml:5:12: a } without its {: write %7D for the character itself",
                "uri: https://x.example/{{secert:x}}    | f.yaml:5:12: {{secert:x}} is not a reference: allowed are {{secret:name}} and {{env:NAME}}",
                "uri: https://x.example/{{secret:X_Y}}  | f.yaml:5:12: {{secret:X_Y}}: the name may have lower-case letters, digits and single dashes",
                "uri: direct:{{secret:x}}               | f.yaml:5:12: \"direct:{{secret:x}}\": {{secret:…}} does not work in a Camel endpoint or step: ${secret:name} in a setHeader before it is read per message",
                "{ uri: 'direct:x', method: PUT }       | f.yaml:5:26: \"method\" is for http and https only, and \"direct:x\" is a Camel endpoint",
                "{ uri: 'https://x.example', method: PSOT } | f.yaml:5:43: \"method\" of to must be one of POST, PUT, PATCH, DELETE, GET (did you mean POST?), not \"PSOT\"",
                "{ uri: 'https://x.example', headers: { 'a b': c } } | f.yaml:5:46: \"a b\" is not a header's name",
                "{ uri: 'https://x.example', headers: { Host: c } } | f.yaml:5:46: \"Host\" is a header that Tidegate sets itself",
                "{ uri: 'https://x.example', headers: { a: b, A: c } } | f.yaml:5:52: \"A\" stands twice in headers",
                "{ uri: 'https://x.example', headers: { a: \"b\\nc\" } } | f.yaml:5:49: the header \"a\" must be one line without control characters",
                "{ uri: 'https://x.example', headers: [] } | f.yaml:5:44: \"headers\" of to must be a map of names and values, not a list",
            })
    void whatATargetMayNotBe(String lines, String mistake) throws Exception {
        assertThat(to(lines)).containsExactly(mistake);
    }

    @Test
    void aFieldThatTheMappingDoesNotMakeIsNamed() throws Exception {
        assertThat(
                        mistakes(
                                """
                                - outflow:
                                    id: x
                                    on: [Login]
                                    mapping: { email: $.data.Email, properties.id: $.data.Uid, tags: $.data.Tags }
                                    to: https://x.example/{properties.id}/{tags[0]}/{emial}
                                """))
                .containsExactly(
                        "f.yaml:5:9: {emial} of the URL is no target of the mapping; did you mean {email}?"
                                + " (targets: email, properties.id, tags)");
    }

    @Test
    void aMappingsMistakeStandsAtItsKey() throws Exception {
        assertThat(with("mapping:\n  email: { from: $.a, covnert: [trim] }"))
                .singleElement()
                .asString()
                .startsWith("f.yaml:6:27: ")
                .contains("covnert");
    }

    @Test
    void aRulesMistakeStandsAtTheRule() throws Exception {
        assertThat(with("rules:\n  - $.ok\n  - $[?(@.a ==]"))
                .singleElement()
                .asString()
                .startsWith("f.yaml:7:9: ");
    }

    @Test
    void aScriptsMistakeStandsInTheScriptAndSaysWhoNamedIt() throws Exception {
        Files.createDirectory(folder.resolve("hooks"));
        Files.writeString(
                folder.resolve("hooks/broken.js"),
                "(function (event) {\n    return event +;\n})\n");
        assertThat(with("before:\n  - script: hooks/broken.js"))
                .singleElement()
                .asString()
                .startsWith("hooks/broken.js:2:")
                .endsWith(" (script named at f.yaml:6:17)");
    }

    @Test
    void aScriptThatIsNotUtf8IsNamed() throws Exception {
        Files.write(folder.resolve("latin.js"), new byte[] {'/', '/', (byte) 0xe4});
        assertThat(with("after: [{script: latin.js}]"))
                .containsExactly("f.yaml:5:22: the script latin.js is not text in UTF-8");
    }

    @Test
    void plainCamelMistakesHaveTheirPlaceToo() throws Exception {
        assertThat(mistakes("- rout:\n    id: x\n"))
                .containsExactly(
                        "f.yaml:1:3: \"rout\" is neither \"outflow\", \"inflow\" nor a root node of Camel's YAML; did you mean"
                                + " \"route\"?");
        assertThat(mistakes("- from:\n    uri: direct:a\n    steps:\n      - lgo: x\n"))
                .containsExactly("f.yaml:4:9: \"lgo\" is no Camel step; did you mean \"log\"?");
        assertThat(mistakes("- from:\n    uri: direct:a?x={{secret:y}}\n    steps: []\n"))
                .containsExactly(
                        "f.yaml:2:10: {{secret:…}} does not work in a Camel endpoint or step: ${secret:name} in a setHeader"
                                + " before it is read per message");
    }

    @Test
    void theTriggersOfAPlainRouteStandAtTheirPlace() throws Exception {
        assertThat(
                        mistakes(
                                """
                                - from:
                                    uri: trigger:mine
                                    parameters: { on: "Login, Regsiter" }
                                    steps: [ { log: x } ]
                                """))
                .containsExactly(
                        "f.yaml:3:23: \"Regsiter\" is not in the trigger catalogue; did you mean \"Register\"? (a type of"
                                + " your own has a dot, such as com.acme.order.paid)");
    }

    @Test
    void whatACamelEndpointDoesNotObeyIsNoSetting() throws Exception {
        assertThat(
                        mistakes(
                                """
                                - outflow:
                                    id: x
                                    on: Login
                                    timeouts: { response: 1s }
                                    to: direct:x
                                """))
                .containsExactly(
                        "f.yaml:4:5: \"timeouts\" is for http and https only: for kafka: and amqp: the setting"
                                + " tidegate.response-timeout holds, other endpoints have options of their own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "direct:x | is for http and https only",
                "https://x.example/{email} | needs one address for all records, and the uri of to has a {field}",
                "{ uri: 'https://x.example', method: GET } | needs a method with a body (POST, PUT, PATCH), and the method of to is GET",
            })
    void aTargetThatTakesNoBatchIsNamed(String to, String why) throws Exception {
        assertThat(
                        mistakes(
                                """
                                - outflow:
                                    id: x
                                    on: Login
                                    mapping: { email: $.data.email }
                                    batch: { size: 9 }
                                    to: %s
                                """
                                        .formatted(to)))
                .containsExactly("f.yaml:5:5: \"batch\" " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from: { uri: 'trigger:mine?on=Login&orderd=true', steps: [] } | f.yaml:1:16: \"orderd\" is not an option of trigger; did you mean \"ordered\"? (allowed: name, breaker, concurrency, deactivateAfter, on, ordered, rateLimit, whenInactive, bridgeErrorHandler, exceptionHandler, exchangePattern)",
                "from: { uri: 'trigger:mine', parameters: { on: Login, concurency: 2 }, steps: [] } | f.yaml:1:57: \"concurency\" is not an option of trigger; did you mean \"concurrency\"? (allowed: name, breaker, concurrency, deactivateAfter, on, ordered, rateLimit, whenInactive, bridgeErrorHandler, exceptionHandler, exchangePattern)",
                "from: { uri: direct:a, steps: [ { to: 'trigger:mine' } ] } | f.yaml:1:41: \"trigger\" only starts routes: nothing can be sent to it",
                "from: { uri: 'events:mine', steps: [] } | f.yaml:1:16: \"events\" only takes messages: no route can begin with it",
                "from: { uri: direct:a, steps: [ { to: 'events:bus?nam=x' } ] } | f.yaml:1:41: \"nam\" is not an option of events; did you mean \"name\"? (allowed: name, lazyStartProducer)",
            })
    void theOptionsOfOurComponentsAreKnown(String node, String mistake) throws Exception {
        assertThat(mistakes("- " + node)).containsExactly(mistake);
    }

    /** Camel stops at the first. */
    @Test
    void everyWrongStepOfARouteIsNamed() throws Exception {
        assertThat(
                        mistakes(
                                """
                                - route:
                                    from:
                                      uri: direct:a
                                      steps:
                                        - lgo: x
                                        - setBody: { constnt: x }
                                        - choice:
                                            when:
                                              - simple: "${body} == 1"
                                                steps: [ { setHaeder: { name: a, constant: b } } ]
                                        - log: x
                                """))
                .containsExactly(
                        "f.yaml:5:11: \"lgo\" is no Camel step; did you mean \"log\"?",
                        "f.yaml:6:22: \"constnt\" is not a key of setBody; did you mean \"constant\"? (allowed: description, disabled, id, note, constant, csimple, datasonnet, exchangeProperty, groovy, header, hl7terser, java, joor, jq, js, jsonpath, language, method, mvel, ognl, python, ref, simple, spel, tokenize, variable, wasm, xpath, xquery, xtokenize, expression)",
                        "f.yaml:10:26: \"setHaeder\" is no Camel step; did you mean \"setHeader\"?");
    }

    @Test
    void anEndpointHasOnlyOptionsOfItsComponent() throws Exception {
        assertThat(
                        mistakes(
                                """
                                - from:
                                    uri: timer:tick
                                    parameters: { priod: 1000, delay: 5 }
                                    steps:
                                      - to: "seda:x?siez=10&waitForTaskToComplete=Never"
                                      - to: "http://x.example?any=thing"
                                      - to: { uri: kafka, parameters: { topic: t, clientIdd: x, additionalProperties.any: x } }
                                      - toD: "log:x?no=${body}"
                                      - to: "timer:tick"
                                - from: { uri: "log:x", steps: [ { log: x } ] }
                                """))
                .containsExactly(
                        "f.yaml:3:19: \"priod\" is not an option of timer; did you mean \"period\"? (allowed: timerName, delay, fixedRate, includeMetadata, period, repeatCount, bridgeErrorHandler, exceptionHandler, exchangePattern, daemon, pattern, synchronous, time, timer, runLoggingLevel)",
                        "f.yaml:5:13: \"siez\" is not an option of seda; did you mean \"size\"? (allowed: name, size, concurrentConsumers, bridgeErrorHandler, exceptionHandler, exchangePattern, limitConcurrentConsumers, multipleConsumers, pollTimeout, purgeWhenStopping, timeout, waitForTaskToComplete, blockWhenFull, discardIfNoConsumers, discardWhenFull, failIfNoConsumers, lazyStartProducer, offerTimeout, browseLimit, queue)",
                        "f.yaml:7:51: \"clientIdd\" is not an option of kafka; did you mean \"clientId\"? (it has 119: see Camel's page of the component)",
                        "f.yaml:9:13: \"timer\" only starts routes: nothing can be sent to it",
                        "f.yaml:10:16: \"log\" only takes messages: no route can begin with it");
    }

    @Test
    void everyRouteThatCamelCannotBuildIsNamed() throws Exception {
        assertThat(
                        mistakes(
                                """
                                - route:
                                    id: a
                                    from: { uri: "direct:a", steps: [ { bean: { ref: nobody } } ] }
                                - from:
                                    uri: direct:b
                                    steps: [ { to: "direct:{{missing}}" } ]
                                - route:
                                    id: c
                                    from: { uri: "direct:c", steps: [ { setBody: { simple: "${body" } } ] }
                                """))
                .containsExactly(
                        "f.yaml:3:54: No bean could be found in the registry for: nobody",
                        "f.yaml:6:20: Property with key [missing] not found in properties from text: direct:{{missing}}",
                        "f.yaml:9:60: \"${body\" is no simple expression: expected symbol functionEnd but was eol at location 5");
    }

    @Test
    void aRuleWithoutAFilterIsAWarning() throws Exception {
        Files.writeString(
                folder.resolve("f.yaml"),
                "- outflow: { id: x, on: Login, rules: [ $.a, '$[?(@.b)]' ], to: 'direct:x', a: b }");
        assertThat(
                        new ConnectorFiles(
                                        CONTEXT,
                                        new TestRoutes(),
                                        Terms.DEFAULT,
                                        ScriptLimits.DEFAULT)
                                .load(folder)
                                .warnings())
                .extracting(warning -> warning.toString().replace(folder + "/", ""))
                .containsExactly(
                        "f.yaml:1:41: rule $.a has no filter: it holds whenever the field is there, also when it is false"
                                + " or null; a condition is written as $[?(@.data.Field == 'value')]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "to: 'http://x?k=${secret:y}'                                    | 4:13",
                "to: { uri: 'http://x', parameters: { k: '${secret:y}' } }       | 4:49",
                "setHeader: { name: A, constant: 'Bearer ${secret:y}' }          | 4:41",
                "setHeader: { name: A, expression: { constant: '${secret:y}' } } | 4:55"
            })
    void aSecretWhereItWouldBeSentAsItIsWrittenIsRefused(String step, String place)
            throws Exception {
        assertThat(mistakes("- from:\n    uri: direct:a\n    steps:\n      - " + step + "\n"))
                .containsExactly(
                        "f.yaml:"
                                + place
                                + ": ${secret:…} is not read here, it would be sent as it is written: use it in a"
                                + " \"simple\" expression, such as setHeader: { name: Authorization, simple: \"Bearer"
                                + " ${secret:name}\" }");
    }

    @Test
    void aSecretIsNotLogged() throws Exception {
        assertThat(mistakes("- from:\n    uri: direct:a\n    steps:\n      - log: '${secret:y}'\n"))
                .containsExactly("f.yaml:4:14: ${secret:…} in a log would show the secret");
    }

    @Test
    void anErrorHandlerOfEveryFileIsRefused() throws Exception {
        assertThat(
                        mistakes(
                                "- errorHandler: { noErrorHandler: {} }\n- from:\n    uri: direct:a\n    steps: []\n"))
                .containsExactly(
                        "f.yaml:1:3: \"errorHandler\" beside the routes would be that of every file that is loaded after"
                                + " this one: write it inside its route");
    }

    @Test
    void wrongIndentationOfAConnectorIsExplained() throws Exception {
        assertThat(mistakes("- outflow:\n  id: x\n  on: [Login]\n"))
                .containsExactly(
                        "f.yaml:1:3: \"id\", \"on\" stand beside \"outflow\": indent them further, so that they stand under"
                                + " it");
        assertThat(mistakes("outflow:\n  id: x\n"))
                .containsExactly(
                        "f.yaml:1:1: \"outflow\" must be an element of a list: write \"- outflow:\"");
        assertThat(mistakes("- outflow:\n"))
                .containsExactly("f.yaml:1:11: \"outflow\" must be a map with keys, not empty");
    }

    @Test
    void whatCamelSaysIsPutSoThatAnAuthorCanUseIt() throws Exception {
        assertThat(
                        mistakes(
                                "- route:\n    from:\n      uri: direct:a\n      parameters: { synchronous: [a] }\n      steps: []\n"))
                .containsExactly(
                        "f.yaml:4:34: a list has no place here: write its values as one text, with commas between them");
        assertThat(mistakes("- beans:\n    - name: b\n      type: \"#class:no.Such\"\n"))
                .containsExactly("f.yaml:1:1: there is no class no.Such");
        assertThat(
                        mistakes(
                                "# a title\n- route:\n    id: r\n    from: { uri: \"platform-http:/mine\", steps: [ { log: x } ] }\n"))
                .singleElement()
                .asString()
                .startsWith("f.yaml:2:3: No PlatformHttpEngine");
    }

    @Test
    void whatIsNoListIsRefusedSinceCamelWouldReadNothingOfIt() throws Exception {
        assertThat(mistakes("apiVersion: camel.apache.org/v1\nkind: Integration\nspec: {}\n"))
                .containsExactly(
                        "f.yaml:1:1: a resource of kind \"Integration\" is not read here, allowed is Pipe: write its"
                                + " routes as a list, each beginning with \"- route:\"");
        assertThat(mistakes("route:\n  from:\n    uri: direct:a\n    steps: []\n"))
                .containsExactly("f.yaml:1:1: a file of routes is a list: write \"- route:\"");
        assertThat(mistakes("\nhello\n"))
                .containsExactly(
                        "f.yaml:2:1: a file of routes is a list: each of its nodes begins with \"- \", such as"
                                + " \"- outflow:\"");
    }

    @Test
    void aFileThatIsNestedTooDeeplyIsRefusedAndStopsNothing() throws Exception {
        assertThat(mistakes("[".repeat(20_000)))
                .containsExactly(
                        "f.yaml:1:1: it is nested too deeply to be read: no connector needs 1,000 levels");
    }

    @Test
    void aByteThatIsNoUtf8IsRefusedWithItsPlace() throws Exception {
        Files.write(
                folder.resolve("e.yaml"),
                "- outflow:\n    title: Zürich\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(mistakes("# a file that is right\n"))
                .containsExactly(
                        "e.yaml:2:13: not UTF-8: no character begins with 0xFC here; save the file as UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/mine,api",
        "/observe/health,observe",
        "events,events",
        "/api?muteException=true,api"
    })
    void theOwnPathsOfTidegateAreNobodysElse(String path, String own) throws Exception {
        String route = "- from:\n    uri: platform-http:%s\n    steps:\n      - log: x\n";
        assertThat(mistakes(route.formatted(path)))
                .containsExactly(
                        "f.yaml:1:3: the path /"
                                + own
                                + " is Tidegate's own: a platform-http: route may have any but /events, /webhooks, /inflow,"
                                + " /api, /console, /observe and /sandbox");
    }

    @Test
    void anEmptyOnAndABadIdAreRefused() throws Exception {
        assertThat(mistakes("- outflow: { id: a/b, on: [], to: direct:x }"))
                .containsExactly(
                        "f.yaml:1:18: \"id\" of outflow must be letters, digits, dots, dashes and _, at most 100, a letter or"
                                + " digit first, not \"a/b\"",
                        "f.yaml:1:27: \"on\" of outflow names no trigger: nothing would ever start the connector");
    }

    @Test
    void oneIdTwiceInAFileIsRefusedWithBothPlaces() throws Exception {
        assertThat(
                        mistakes(
                                """
                                - outflow: { id: a, on: Login, to: "direct:x" }
                                - route: { id: a, from: { uri: "direct:a", steps: [] } }
                                """))
                .containsExactly("f.yaml:2:3: the id \"a\" is taken: it stands at f.yaml:1:3 too");
    }

    @Test
    void anAnchorThatHoldsItselfDoesNotHangTheLoader() throws Exception {
        assertThat(with("tests:\n  - &a { given: *a }"))
                .contains("f.yaml:6:9: an anchor that contains itself cannot be read");
    }

    @Test
    void aTestCanOnlyExpectARuleThatTheConnectorHas() throws Exception {
        assertThat(
                        with(
                                """
                                rules: ["$[?(@.data.n == 1)]"]
                                tests:
                                  - given: { type: Login }
                                    expect: { skipped: "$[?(@.data.n == 2)]" }
                                """))
                .containsExactly(
                        "f.yaml:8:28: \"skipped\" of expect must be true or a rule of the connector, as it is"
                                + " written there (did you mean $[?(@.data.n == 1)]?), not"
                                + " \"$[?(@.data.n == 2)]\"");
    }
}
