package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.Mark;
import io.tidegate.connector.Template;
import io.tidegate.connector.Templates;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.Event;
import io.tidegate.event.Event.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBuilderTest {
    private static final String DATA = "{ \"email\" : \"ada@x.org\" }";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ada@x.org       | ada%40x.org
                    a/b             | a%2Fb
                    a b+c           | a%20b%2Bc
                    50%             | 50%25
                    %2e%2e          | %252e%252e
                    ?x=1#y          | %3Fx%3D1%23y
                    ../admin        | ..%2Fadmin
                    ..\\admin       | ..%5Cadmin
                    @evil.example   | %40evil.example
                    Zoë 李          | Zo%C3%AB%20%E6%9D%8E
                    😀              | %F0%9F%98%80
                    ...             | ...
                    {{secret:x}}    | %7B%7Bsecret%3Ax%7D%7D
                    """)
    void aFieldCanChangeNothingButItsPlaceInTheUrl(String value, String encoded) throws Exception {
        OutboundRequest request =
                build("PUT", "https://crm.example/v1/{email}?e={email}", Map.of("email", value));

        assertThat(request.url()).isEqualTo("https://crm.example/v1/" + encoded + "?e=" + encoded);
    }

    @Test
    void aFieldMayBeANumberOrABooleanOrLieDeep() throws Exception {
        Map<String, Object> body =
                Map.of("n", 7, "b", true, "tags", List.of(Map.of("id", "x"), Map.of("id", "y")));

        assertThat(build("PUT", "https://h/{n}/{b}/{tags[1].id}", body).url())
                .isEqualTo("https://h/7/true/y");
    }

    @ParameterizedTest
    @CsvSource({"'', is empty", "., 'is \".\"'", ".., 'is \"..\"'"})
    void aFieldThatWouldMoveTheUrlFailsTheDelivery(String value, String why) {
        for (String url : List.of("https://h/{email}/x", "https://h/x?y={email}")) {
            assertFails(
                    url,
                    Map.of("email", value),
                    "{email} in the URL "
                            + why
                            + " with this event's mapped body: no request was made, since it would"
                            + " go to another address");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/a/.{x}/b, ., ..",
        "https://h/a/{x}./b, ., ..",
        "https://h/a/%2E{x}, ., ..",
        "https://h/a/.{x}?q=1, ., ..",
    })
    void aFieldThatCompletesAStepUpwardsFailsTheDelivery(String url, String value, String segment) {
        assertThatThrownBy(() -> build("PUT", url, Map.of("x", value)))
                .isInstanceOf(StageFailed.class);
    }

    @Test
    void twoFieldsThatMakeAStepUpwardsFailTheDelivery() {
        assertThatThrownBy(() -> build("PUT", "https://h/a/{x}{y}/b", Map.of("x", ".", "y", ".")))
                .isInstanceOf(StageFailed.class);
    }

    @Test
    void dotsWithinASegmentAreFine() throws Exception {
        assertThat(build("PUT", "https://h/v1.{x}/..{x}", Map.of("x", "2")).url())
                .isEqualTo("https://h/v1.2/..2");
    }

    @Test
    void aFieldWithHalfACharacterFailsTheDelivery() throws Exception {
        assertFails(
                "https://h/{x}",
                Map.of("x", "a\ud83d"),
                "{x} in the URL holds half a character (a lone surrogate) with this event's mapped body:"
                        + " no request was made, since it would go to another address");
        assertThat(build("PUT", "https://h/{x}", Map.of("x", "\ud83d\ude00")).url())
                .isEqualTo("https://h/%F0%9F%98%80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "map", "list", "nothing"})
    void aFieldThatIsNoPlainValueFailsTheDelivery(String name) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("map", Map.of());
        body.put("list", List.of("a"));
        body.put("nothing", null);

        assertThatThrownBy(() -> build("PUT", "https://h/{" + name + "}", body))
                .isInstanceOf(StageFailed.class)
                .hasMessageStartingWith("{" + name + "} in the URL ");
    }

    @Test
    void aMappedBodyIsJson() throws Exception {
        OutboundRequest request = build("POST", "https://h/", Map.of("a", 1));

        assertThat(request.body()).asString().isEqualTo("{\"a\":1}");
        assertThat(request.headers())
                .containsExactly(
                        entry("Content-Type", "application/json"), entry("Idempotency-Key", "k-1"));
    }

    @Test
    void withoutAMappingTheDataGoesOutByteForByte() throws Exception {
        OutboundRequest request =
                new RequestBuilder(target("POST", "https://h/{email}", Map.of()), false)
                        .build(flight(null), Map.of("ignored", 1));

        assertThat(request.body()).asString().isEqualTo(DATA);
        assertThat(request.url()).isEqualTo("https://h/ada%40x.org");
    }

    @Test
    void dataOfAnotherTypeKeepsItsType() throws Exception {
        OutboundRequest request =
                new RequestBuilder(target("POST", "https://h/", Map.of()), false)
                        .build(flight("text/csv"), null);

        assertThat(request.headers()).containsEntry("Content-Type", "text/csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aRequestThatOnlyAsksHasNoBodyAndNoContentType(String method) throws Exception {
        OutboundRequest request = build(method, "https://h/", Map.of("a", 1));

        assertThat(request.body()).isNull();
        assertThat(request.headers()).containsOnlyKeys("Idempotency-Key");
    }

    @Test
    void aHeaderOfTheConnectorReplacesOursWhateverItsCaseButNeverTheKey() throws Exception {
        Map<String, String> headers =
                Map.of(
                        "content-type", "application/vnd.crm+json",
                        "IDEMPOTENCY-KEY", "mine",
                        "Authorization", "Bearer {{secret:crm-token}}");
        OutboundRequest request =
                new RequestBuilder(target("POST", "https://h/", headers), true)
                        .build(flight(null), Map.of());

        assertThat(request.headers())
                .containsOnly(
                        entry("content-type", "application/vnd.crm+json"),
                        entry("Idempotency-Key", "k-1"),
                        entry("Authorization", "Bearer {{secret:crm-token}}"));
    }

    @Test
    void secretsStayReferencesInTheUrl() throws Exception {
        assertThat(build("PUT", "{{env:CRM}}/{x}?key={{secret:crm-key}}", Map.of("x", "1")).url())
                .isEqualTo("{{env:CRM}}/1?key={{secret:crm-key}}");
    }

    private static void assertFails(String url, Map<String, Object> body, String message) {
        assertThatThrownBy(() -> build("PUT", url, body))
                .isInstanceOf(StageFailed.class)
                .hasMessage(message)
                .satisfies(
                        thrown -> {
                            assertThat(((StageFailed) thrown).stage()).isEqualTo(Stage.REQUEST);
                            assertThat(((StageFailed) thrown).isFinal()).isTrue();
                        });
    }

    private static OutboundRequest build(String method, String url, Map<String, Object> body)
            throws StageFailed {
        return new RequestBuilder(target(method, url, Map.of()), true).build(flight(null), body);
    }

    private static HttpTarget target(String method, String url, Map<String, String> headers) {
        Map<String, Template> templates = new LinkedHashMap<>();
        headers.forEach((name, text) -> templates.put(name, Templates.text(text)));
        return new HttpTarget(
                Templates.uri(url), method, templates, new Mark("crm.camel.yaml", 1, 1));
    }

    private static Flight flight(String contentType) {
        Event event =
                new Event(
                        new Attributes(
                                "e1",
                                "/test",
                                "Register",
                                null,
                                null,
                                new Attributes.Optional(contentType, Map.of())),
                        DATA.getBytes(StandardCharsets.UTF_8));
        return new Flight(new Flight.Id(1, "crm", 0, "k-1"), event, Flight.Round.FIRST);
    }
}
