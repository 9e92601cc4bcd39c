package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.hook.ScriptLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an author of a destination, and of a connector that names one, is told, word for word. */
class DestinationMistakesTest {
    private static final String PRESS =
            """
            destination: press
            title: A press
            required: [token, list]
            properties:
              token: { type: string, format: password }
              list: { type: string }
              region: { type: string, enum: [us, eu], default: us }
              size: { type: integer, minimum: 1, maximum: 9 }
              code: { type: string, pattern: "[A-Z]+" }
              loud: { type: boolean }
              baseUrl: { type: string, format: uri, default: https://api.press.example }
            expects:
              required: [email]
            request:
              url: "{{baseUrl}}/{{list}}/{email}"
              headers: { Authorization: "Bearer {{token}}" }
              body: { who: $, region: "{{region}}", size: "{{size}}" }
            """;

    private final DefaultCamelContext context = new DefaultCamelContext();
    @TempDir private Path folder;

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private List<String> load() throws Exception {
        return new ConnectorFiles(context, new TestRoutes(), Terms.DEFAULT, ScriptLimits.DEFAULT)
                .load(folder).mistakes().stream()
                        .map(m -> m.toString().replace(folder + "/", ""))
                        .toList();
    }

    private void own(String name, String text) throws Exception {
        Files.createDirectories(folder.resolve("destinations"));
        Files.writeString(folder.resolve("destinations/" + name + ".yaml"), text);
    }

    /** What is wrong with a connector whose {@code to} is this; its keys begin in line 7. */
    private List<String> connector(String to) throws Exception {
        own("press", PRESS);
        Files.writeString(
                folder.resolve("f.yaml"),
                "- outflow:\n    id: x\n    on: Login\n    mapping:\n      email: $.data.Email\n    to:\n"
                        + to.indent(6));
        return load();
    }

    @Test
    void aConnectorThatGivesWhatIsNeededIsRight() throws Exception {
        assertThat(
                        connector(
                                """
                                destination: press
                                token: "{{secret:press}}"
                                list: "12"
                                region: eu
                                size: 3
                                code: ABC
                                loud: true
                                baseUrl: "{{env:PRESS}}/v2"
                                """))
                .isEmpty();
    }

    @Test
    void everyMistakeIsFoundInOneGoAndAtItsKey() throws Exception {
        assertThat(
                        connector(
                                """
                                destination: press
                                tokn: "{{secret:press}}"
                                region: uss
                                size: 10
                                code: abc
                                loud: "yes"
                                baseUrl: press.example
                                """))
                .containsExactly(
                        "f.yaml:8:7: \"tokn\" is not a parameter of press; did you mean \"token\"? (parameters: token,"
                                + " list, region, size, code, loud, baseUrl)",
                        "f.yaml:9:7: \"region\" must be one of us, eu, not \"uss\"; did you mean \"us\"?",
                        "f.yaml:10:7: \"size\" must be a number from 1 to 9, not the number 10",
                        "f.yaml:11:7: \"code\" must be text that matches [A-Z]+, not \"abc\"",
                        "f.yaml:12:7: \"loud\" must be true or false, not \"yes\"",
                        "f.yaml:13:7: \"baseUrl\" must be an absolute URL, http://host/… or https://host/…, not"
                                + " \"press.example\"",
                        "f.yaml:7:7: press needs \"token\", such as token: \"{{secret:NAME}}\"",
                        "f.yaml:7:7: press needs \"list\", text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    token: plain-text                       | f.yaml:9:7: "token" is a secret, and would be readable in this file: write "{{secret:NAME}}", and set it by tidegate secret set NAME
                    token: "{{secret:Press}}"               | f.yaml:9:7: {{secret:Press}}: the name may have lower-case letters, digits and single dashes
                    token: "{{press}}"                      | f.yaml:9:7: "token" is a secret, and would be readable in this file: write "{{secret:NAME}}", and set it by tidegate secret set NAME
                    token: ["{{secret:a}}"]                 | f.yaml:9:7: "token" must be text, not a list
                    token:                                  | f.yaml:9:7: "token" must be text, not nothing
                    """)
    void aSecretIsGivenByItsName(String line, String mistake) throws Exception {
        assertThat(connector("destination: press\nlist: a\n" + line)).containsExactly(mistake);
    }

    @Test
    void aNumberThatIsMeantAsTextIsToBeQuoted() throws Exception {
        assertThat(connector("destination: press\ntoken: \"{{secret:press}}\"\nlist: 12"))
                .containsExactly(
                        "f.yaml:9:7: \"list\" must be text, not the number 12: write it in quotes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    destination: pres                  | there is no destination "pres"; did you mean "press"? (tidegate destinations lists them; your own is destinations/pres.yaml)
                    destination: hubspot-contact-upser | there is no destination "hubspot-contact-upser"; did you mean "hubspot-contact-upsert"? (tidegate destinations lists them; your own is destinations/hubspot-contact-upser.yaml)
                    destination:                       | "destination" of to must be the name of a destination
                    destination: ../f                  | there is no destination "../f" (tidegate destinations lists them)
                    """)
    void anUnknownDestinationIsNamedWithTheNearest(String line, String mistake) throws Exception {
        assertThat(connector(line)).containsExactly("f.yaml:7:7: " + mistake);
    }

    @Test
    void whatTheMappingDoesNotMakeIsMissed() throws Exception {
        own("press", PRESS);
        Files.writeString(
                folder.resolve("f.yaml"),
                """
                - outflow:
                    id: x
                    on: Login
                    mapping: { mail: $.data.Email }
                    to: { destination: press, list: a, token: "{{secret:press}}" }
                """);
        assertThat(load())
                .containsExactly(
                        "f.yaml:5:11: press needs the field \"email\", which is no target of the mapping; did you mean it"
                                + " by \"mail\"? (targets: mail)",
                        "f.yaml:5:11: {email} of the URL is no target of the mapping; did you mean {mail}? (targets: mail)");
    }

    @Test
    void aConnectorOfABrokenDestinationSaysWhichAndWhy() throws Exception {
        own("bent", "destination: bent\ntitle: x\nrequest: { url: \"https://x.example/{{a}}\" }\n");
        Files.writeString(
                folder.resolve("f.yaml"),
                "- outflow: { id: x, on: Login, to: { destination: bent } }\n");
        assertThat(load())
                .containsExactly(
                        "destinations/bent.yaml:3:12: {{a}} is no parameter of this destination (parameters: none)",
                        "f.yaml:1:38: the destination \"bent\" has a mistake: destinations/bent.yaml:3:12: {{a}} is no"
                                + " parameter of this destination (parameters: none)");
    }

    @Test
    void everyMistakeOfADestinationThatNobodyUsesIsFoundInOneGo() throws Exception {
        own(
                "wrong",
                """
                destination: wrng
                titel: A
                required: [token, lost]
                properties:
                  token: { type: text, format: secret }
                  Name: { type: string }
                  size: { type: integer, default: big, minimum: none }
                  key: { type: string, format: password }
                  opt: { type: string }
                expects: { required: ["a["] }
                basic: [a]
                oauth2: { grant: password, tokenUrl: "{{opt}}", clientAuthentication: mtls }
                sign: { hmac: x }
                request:
                  method: PSOT
                  url: "https://{{hst}}/"
                  headers: { "Bad name": x, Host: y }
                  body: { a: $..b, c: "{{key}}", d: "{{e" }
                success: { status: [2xx], body: data }
                retry: { staus: [429] }
                rateLimit: fast
                recordId: id
                """);
        assertThat(load())
                .containsExactly(
                        "destinations/wrong.yaml:2:1: \"titel\" is not a key of a destination; did you mean \"title\"?"
                                + " (allowed: destination, title, description, group, icon, documentation, required,"
                                + " properties, expects, basic, oauth2, sign, request, success, retry, alreadyDone,"
                                + " rateLimit, recordId, idempotency)",
                        "destinations/wrong.yaml:1:1: a destination has no \"title\", which it needs",
                        "destinations/wrong.yaml:1:1: the destination is named \"wrng\", but its file wrong.yaml: both are"
                                + " one name",
                        "destinations/wrong.yaml:5:12: \"type\" of token must be one of string, integer, number, boolean, not"
                                + " \"text\"",
                        "destinations/wrong.yaml:5:24: \"format\" of token must be password or uri, for a string, not"
                                + " \"secret\"",
                        "destinations/wrong.yaml:6:3: \"Name\" is no name for a parameter: letters and digits, a small"
                                + " letter first, and not \"destination\"",
                        "destinations/wrong.yaml:7:40: \"minimum\" of size must be a number, not \"none\"",
                        "destinations/wrong.yaml:7:26: the default of \"size\" must be a whole number, not \"big\"",
                        "destinations/wrong.yaml:3:1: \"lost\" is required, but is not among the properties",
                        "destinations/wrong.yaml:16:3: {{hst}} is no parameter of this destination (parameters: token, Name,"
                                + " size, key, opt)",
                        "destinations/wrong.yaml:18:11: $..b may take long: a path here has no .., =~ or function",
                        "destinations/wrong.yaml:18:34: \"{{e\" has no closing }}",
                        "destinations/wrong.yaml:15:3: \"method\" of request must be one of POST, PUT, PATCH, DELETE, GET, not"
                                + " \"PSOT\"",
                        "destinations/wrong.yaml:17:14: \"Bad name\" is not a header's name",
                        "destinations/wrong.yaml:17:29: \"Host\" is a header that Tidegate sets itself",
                        "destinations/wrong.yaml:10:12: \"a[\" is no path in the mapped body, such as email or"
                                + " properties.email",
                        "destinations/wrong.yaml:11:1: \"basic\" of a destination lists two texts, user and password",
                        "destinations/wrong.yaml:12:1: a request has one Authorization: a header of its own, basic, or"
                                + " oauth2",
                        "destinations/wrong.yaml:12:11: \"grant\" of oauth2 must be client_credentials or refresh_token, not"
                                + " \"password\"",
                        "destinations/wrong.yaml:12:1: oauth2 has no \"clientId\", which it needs",
                        "destinations/wrong.yaml:12:1: oauth2 has no \"clientSecret\", which it needs",
                        "destinations/wrong.yaml:12:28: {{opt}} stands in a URL: make \"opt\" required, or give it a default",
                        "destinations/wrong.yaml:12:49: \"clientAuthentication\" of oauth2 must be basic or body, not"
                                + " \"mtls\"",
                        "destinations/wrong.yaml:13:9: \"hmac\" is not a key of sign (allowed: standard-webhooks)",
                        "destinations/wrong.yaml:13:1: sign has no \"standard-webhooks\", which it needs",
                        "destinations/wrong.yaml:19:12: \"status\" lists statuses and ranges, such as [429, 500-599], not"
                                + " \"2xx\"",
                        "destinations/wrong.yaml:19:27: \"body\" of success must be a path that starts with $, not \"data\"",
                        "destinations/wrong.yaml:20:10: \"staus\" is not a key of retry; did you mean \"status\"? (allowed:"
                                + " status, body)",
                        "destinations/wrong.yaml:22:1: \"recordId\" of a destination must be a path that starts with $, not \"id\"",
                        "destinations/wrong.yaml:21:1: \"rateLimit\" of a destination must be requests for a time, such as"
                                + " 100/10s or 500/m, not \"fast\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                     | destinations/odd.yaml:1:1: it is empty: a destination begins with destination: NAME
                    - outflow: {}          | destinations/odd.yaml:1:1: a destination must be a map with keys, not a list
                    destination: {         | destinations/odd.yaml:2:1: not YAML: while parsing a flow node: expected the node content, but found '<stream end>'
                    """)
    void aFileThatIsNoDestinationSaysSo(String text, String mistake) throws Exception {
        own("odd", text + "\n");
        assertThat(load()).containsExactly(mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            textBlock =
                    """
                    https://x.example/{a b}       ^ {a b} is not a field: write the path in the mapped body, such as {email} or {tags[0].id}
                    https://x.example/{email|md5} ^ "md5" is not a filter of a URL's field (allowed: md5-lower)
                    """)
    void aUrlsFieldIsAFieldAlsoWhenNobodyUsesIt(String url, String mistake) throws Exception {
        own("odd", "destination: odd\ntitle: x\nrequest: { url: \"" + url + "\" }\n");
        assertThat(load()).containsExactly("destinations/odd.yaml:3:12: " + mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    url: https://x.example, tokenUrl: "https://{host}.example/t" | f.yaml:1:38: with these parameters the URL is "https://{host}.example/t": a {field} may stand in the path or query of a URL only: its host never comes from an event
                    url: https://x.example, tokenUrl: "https://x.example/{tenant}" | f.yaml:1:38: its token URL holds a {field}, and a token is no event's: https://x.example/{tenant}
                    url: "https://{host}.example", tokenUrl: https://x.example/t   | f.yaml:1:38: with these parameters the URL is "https://{host}.example": a {field} may stand in the path or query of a URL only: its host never comes from an event
                    """)
    void noEventChoosesAHost(String urls, String mistake) throws Exception {
        Files.writeString(
                folder.resolve("f.yaml"),
                "- outflow: { id: x, on: Login, to: { destination: http-oauth2, clientId: a, clientSecret: \"{{secret:a}}\", "
                        + urls
                        + " } }\n");
        assertThat(load()).containsExactly(mistake);
    }

    @Test
    void aNameThatTidegateHasItselfIsTaken() throws Exception {
        own("webhook", "destination: webhook\ntitle: Mine\nrequest: { url: https://x.example }\n");
        assertThat(load())
                .containsExactly(
                        "destinations/webhook.yaml:1:1: \"webhook\" is a destination that Tidegate brings: give yours another"
                                + " name, and its file too");
    }
}
