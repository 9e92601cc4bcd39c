package io.tidegate.inflow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON, forms and XML, as they become an event's data. */
class PostFormatsTest {
    @TempDir private Path folder;
    private PostedTo server;

    @BeforeEach
    void open() throws Exception {
        server = new PostedTo(folder, new ManualClock("2026-11-26T10:00:00Z"));
        server.connector("crm", new PostedTo.With().entry());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> post(String type, String body) throws Exception {
        return server.post("/inflow/crm", body, "content-type", type);
    }

    private String data(String type, byte[] body) throws Exception {
        HttpResponse<String> answer = server.post("/inflow/crm", body, "content-type", type);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return server.events().get(server.events().size() - 1).get("data");
    }

    private String data(String type, String body) throws Exception {
        return data(type, body.getBytes(UTF_8));
    }

    private void refused(String type, String body, int status, String detail) throws Exception {
        HttpResponse<String> answer = post(type, body);
        assertThat(answer.body()).contains(detail);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(server.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "APPLICATION/JSON",
                "text/json",
                "application/vnd.crm+json"
            })
    void jsonIsKeptByteForByte(String type) throws Exception {
        String body = " {\"b\" : 1.50,\"a\":[ ]}\n";

        assertThat(data(type, body)).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1| the JSON ends too early (line 1, column 7)",
                "{\"a\":1,\"a\":2}| the key \\\"a\\\" stands twice in one object",
                "{\"a\":1} x| not JSON: Unrecognized token 'x'",
                "''| the document is empty",
                "[1e9999]| a number with an exponent beyond 1000 digits"
            })
    void jsonThatIsNoneIs400(String body, String detail) throws Exception {
        refused("application/json", body, 400, detail);
        assertThat(server.counted).containsExactly("crm unreadable");
    }

    @Test
    void jsonDeeperThan200LevelsIs400() throws Exception {
        String deep = "[".repeat(201) + "]".repeat(201);

        refused("application/json", deep, 400, "deeper than 200 levels");
        assertThat(data("application/json", "[".repeat(200) + "]".repeat(200))).hasSize(400);
    }

    @Test
    void jsonThatIsNotUtf8Is400() throws Exception {
        byte[] body = "{\"a\":\"é\"}".getBytes(ISO_8859_1);

        HttpResponse<String> answer =
                server.post("/inflow/crm", body, "content-type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not UTF-8: no character begins with 0xE9 at byte 6");
    }

    @Test
    void formBecomesAMapWhoseRepeatedNamesAreLists() throws Exception {
        assertThat(
                        data(
                                "application/x-www-form-urlencoded",
                                "email=a%40x.example&name=Ada+L%C3%B6w&tag=1&tag=2&tag=3&empty=&flag&&a=b=c"))
                .isEqualTo(
                        "{\"email\":\"a@x.example\",\"name\":\"Ada Löw\",\"tag\":[\"1\",\"2\",\"3\"],\"empty\":\"\",\"flag\":\"\",\"a\":\"b=c\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "a=%zz, the % at byte 2 is not followed by two digits",
        "a=%4, the % at byte 2 is not followed by two digits",
        "a=%ff, the field that begins at byte 2 is not text in UTF-8"
    })
    void formThatIsNotEncodedRightIs400(String body, String detail) throws Exception {
        refused("application/x-www-form-urlencoded", body, 400, detail);
    }

    @Test
    void formWithANameThatIsTooLongIs400() throws Exception {
        refused(
                "application/x-www-form-urlencoded",
                "a=1&" + "b".repeat(1_025) + "=2",
                400,
                "the field that begins at byte 4 has a name of more than 1024 bytes");
    }

    @Test
    void xmlBecomesTheRootElementsContent() throws Exception {
        String xml =
                """
                <?xml version="1.0"?>
                <!-- from the crm -->
                <c:contact xmlns:c="urn:crm" id="5">
                  <c:email>ada@x.example</c:email>
                  <name first="Ada">Love<![CDATA[lace & ]]>Co &lt;&#233;&gt;</name>
                  <tag>a</tag><tag>b</tag>
                  <empty/><blank> </blank>
                  <address><city>London</city>UK</address>
                </c:contact>
                """;

        assertThat(data("application/xml", xml))
                .isEqualTo(
                        "{\"@id\":\"5\",\"email\":\"ada@x.example\",\"name\":{\"@first\":\"Ada\",\"#text\":\"Lovelace & Co <é>\"},"
                                + "\"tag\":[\"a\",\"b\"],\"empty\":\"\",\"blank\":\" \",\"address\":{\"city\":\"London\",\"#text\":\"UK\"}}");
    }

    @Test
    void xmlSaysItsEncodingItself() throws Exception {
        String xml = "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>";

        assertThat(data("text/xml", xml.getBytes(ISO_8859_1))).isEqualTo("\"é\"");
        assertThat(data("application/soap+xml; charset=utf-8", "<a>é</a>")).isEqualTo("\"é\"");
    }

    @Test
    void aControlCharacterInADoctypeIs400() throws Exception {
        refused("application/xml", "<!DOCTYPE a [\u0001]><a/>", 400, "not XML");
    }

    @Test
    void xmlThatNamesNoEncodingIsUtf8() throws Exception {
        HttpResponse<String> answer =
                server.post(
                        "/inflow/crm", "<a>é</a>".getBytes(ISO_8859_1), "content-type", "text/xml");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("XML that names no encoding is in UTF-8; this is not");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a><b></a>| not XML (line 1, column 9)",
                "no| not XML (line 1, column 1)",
                "<a>&x;</a>| not XML",
                "<a/><b/>| not XML",
                "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>| XML with a DOCTYPE is not taken",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>| XML with a DOCTYPE is not taken"
            })
    void xmlThatIsNoneOrHasADoctypeIs400(String xml, String detail) throws Exception {
        refused("application/xml", xml, 400, detail);
    }

    @Test
    void xmlThatReadsFilesOrSwellsIsRefused() throws Exception {
        String file = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>";
        String laughs =
                "<!DOCTYPE a [<!ENTITY l 'ha'><!ENTITY m '&l;&l;&l;&l;&l;&l;'><!ENTITY n '&m;&m;&m;&m;'>]><a>&n;</a>";

        refused("application/xml", file, 400, "XML with a DOCTYPE is not taken");
        refused("application/xml", laughs, 400, "XML with a DOCTYPE is not taken");
    }

    @Test
    void xmlMayHave100ElementsInEachOther() throws Exception {
        refused(
                "application/xml",
                "<a>".repeat(101) + "</a>".repeat(101),
                400,
                "the XML is deeper than 100 elements");
        String both = "<a><a/>".repeat(99) + "<a/>" + "</a>".repeat(99);
        assertThat(data("application/xml", both)).startsWith("{\"a\":[\"\",{\"a\":[");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain| text/plain",
                "multipart/form-data; boundary=x| multipart/form-data",
                "application/octet-stream| application/octet-stream"
            })
    void anyOtherTypeIs415(String type, String seen) throws Exception {
        refused(
                type,
                "{}",
                415,
                "allowed are application/json, application/x-www-form-urlencoded, application/xml; seen: "
                        + seen);
        assertThat(server.counted).containsExactly("crm media-type");
    }

    @Test
    void noTypeAnotherCharsetAndCompressionAre415() throws Exception {
        assertThat(server.post("/inflow/crm", "{}").body()).contains("seen: none");
        refused(
                "application/json; charset=latin1",
                "{}",
                415,
                "posts come in UTF-8, seen: charset=latin1");
        HttpResponse<String> answer = server.json("crm", "{}", "content-encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("accept-encoding")).contains("identity");
    }
}
