package io.tidegate.event;

import static io.tidegate.event.Events.READER;
import static io.tidegate.event.Events.data;
import static io.tidegate.event.Events.read;
import static io.tidegate.event.Events.refusal;
import static io.tidegate.event.Events.refused;
import static io.tidegate.event.Events.with;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.InvalidEvent.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ \"b\" : 1 ,\n\t\"a\":[ ] }",
                "[1, 2,{\"a\":null}]",
                "\"text\"",
                "\"\"",
                "\"\\u00e9\\/\\n\\ud83d\\ude00 é 😀\"",
                "\"\\ud800 and \\udfff\"",
                "\"\\u0000\\u001b\"",
                "{\"\\ud800\":1,\"a\\\"b\":2,\"\":3}",
                "0",
                "-0",
                "1.50",
                "-1E+2",
                "123456789012345678901234567890",
                "true",
                "false",
                "null"
            })
    void jsonDataIsKeptByteForByte(String json) throws InvalidEvent {
        for (String space : new String[] {"", " ", " \r\n\t "}) {
            assertThat(data(read(with("\"data\":" + space + json + space)))).isEqualTo(json);
            assertThat(data(read(with("\"data\":" + json + space + ",\"subject\":\"s\""))))
                    .isEqualTo(json);
            assertThat(
                            data(
                                    READER.batch(
                                                    ("[" + with("\"data\":" + json) + "]")
                                                            .getBytes(UTF_8))
                                            .get(0)))
                    .isEqualTo(json);
        }
    }

    @Test
    void dataMayStandBeforeTheAttributes() throws InvalidEvent {
        Event event = read(with("").replace("{", "{\"data\":{\"é\":[1]},"));

        assertThat(data(event)).isEqualTo("{\"é\":[1]}");
        assertThat(event.root().get("data")).isEqualTo(Map.of("é", java.util.List.of(1)));
    }

    @Test
    void longDataIsKeptWhereTheParserFillsItsBufferManyTimes() throws InvalidEvent {
        String json = "{\"k\":\"" + "é😀\\u0041".repeat(50_000) + "\"}";

        assertThat(data(read(with("\"data\":" + json + ",\"subject\":\"s\"")))).isEqualTo(json);
    }

    @Test
    void withoutDataThereIsNone() throws InvalidEvent {
        Event event = read(with(""));

        assertThat(event.data()).isNull();
        assertThat(event.root()).doesNotContainKeys("data", "data_base64");
    }

    @Test
    void numbersKeepTheirDigits() throws InvalidEvent {
        Event event = read(with("\"data\":[1,2147483648,9223372036854775808,1.10,1e400,0.1]"));

        assertThat(event.root().get("data"))
                .isEqualTo(
                        java.util.List.of(
                                1,
                                2_147_483_648L,
                                new BigInteger("9223372036854775808"),
                                new BigDecimal("1.10"),
                                new BigDecimal("1e400"),
                                new BigDecimal("0.1")));
    }

    @Test
    void numberEndsAt1000Digits() throws InvalidEvent {
        String thousand = "7".repeat(1_000);

        assertThat(read(with("\"data\":" + thousand)).root().get("data"))
                .isEqualTo(new BigInteger(thousand));
        assertThat(refusal(with("\"data\":" + "7".repeat(10_000))).detail())
                .startsWith("a number with more than 1000 digits");
        assertThat(refusal(with("\"data\":0." + "7".repeat(10_000))).detail())
                .startsWith("a number with more than 1000 digits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e99999999999",
                "-1e-99999999999",
                "1e2147483648",
                "1e2147483647",
                "1e1001",
                "1e-1001",
                "1E+"
            })
    void numberThatNothingCanHoldIsRefused(String number) {
        assertThat(refusal(with("\"data\":" + number)))
                .returns(Kind.NOT_AN_EVENT, InvalidEvent::kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "01",
                "+1",
                ".5",
                "1.",
                "0x10",
                "'a'",
                "undefined",
                "{a:1}",
                "[1,]",
                "{\"a\":1,}",
                "/* */1"
            })
    void whatOnlyLooksLikeJsonIsRefused(String json) {
        InvalidEvent refusal = refusal(with("\"data\":" + json));

        assertThat(refusal.kind()).isEqualTo(Kind.NOT_AN_EVENT);
        assertThat(refusal.detail())
                .startsWith("not JSON: ")
                .doesNotContain("Source", "StreamRead");
    }

    @Test
    void bytesWithoutATypeAreJsonIfTheyCanBeElseOctets() throws InvalidEvent {
        Event text = read(with("\"data_base64\":\"aGVsbG8=\""));
        Event picture = binary(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, null);

        assertThat(data(text)).isEqualTo("hello");
        assertThat(text.contentType()).isEqualTo("application/octet-stream");
        assertThat(text.root()).containsEntry("data_base64", "aGVsbG8=");
        assertThat(picture.contentType()).isEqualTo("application/octet-stream");
        assertThat(binary("{\"a\":1}".getBytes(UTF_8), null).root())
                .containsEntry("data", Map.of("a", 1));
        assertThat(refused(() -> binary(" {\"a\":".getBytes(UTF_8), null)).kind())
                .isEqualTo(Kind.NOT_AN_EVENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 200})
    void nestingIsFineTo200Levels(int levels) throws InvalidEvent {
        for (String nested : new String[] {lists(levels), maps(levels)}) {
            assertThat(data(read(with("\"data\":" + nested)))).isEqualTo(nested);
            assertThat(READER.batch(("[" + with("\"data\":" + nested) + "]").getBytes(UTF_8)))
                    .hasSize(1);
            assertThat(binary(nested.getBytes(UTF_8), "application/json").data())
                    .isEqualTo(nested.getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 240, 251, 5_000, 100_000})
    void nestingBeyond200LevelsIsRefused(int levels) {
        for (String nested : new String[] {lists(levels), maps(levels)}) {
            assertThat(refusal(with("\"data\":" + nested)).detail())
                    .startsWith("deeper than 200 levels");
            assertThat(
                            refused(() -> binary(nested.getBytes(UTF_8), "application/json"))
                                    .getMessage())
                    .startsWith("/data: deeper than 200 levels");
            String batch = "[" + with("") + "," + with("\"data\":" + nested) + "]";
            InvalidEvent inBatch = refused(() -> READER.batch(batch.getBytes(UTF_8)));
            assertThat(inBatch.pointer()).startsWith("/1");
            assertThat(inBatch.detail()).startsWith("deeper than 200 levels");
        }
    }

    private static String lists(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static String maps(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"data\":{\"a\":1,\"a\":1} | /data | the key \"a\" stands twice in one object",
                "\"data\":[{\"x\":{\"b\":1,\"\\u0062\":2}}] | /data | the key \"b\" stands twice in one object",
                "\"id\":\"1\" | '' | the key \"id\" stands twice in the event",
                "\"data\":1,\"data\":1 | '' | the key \"data\" stands twice in the event",
                "\"d\\u0061ta\":1,\"data\":1 | '' | the key \"data\" stands twice in the event",
                "\"ext\":null,\"ext\":null | '' | the key \"ext\" stands twice in the event"
            })
    void keyStandsOnceAtEveryLevel(String members, String pointer, String detail) {
        assertThat(refusal(with(members)))
                .returns(pointer, InvalidEvent::pointer)
                .returns(detail, InvalidEvent::detail);
    }

    @Test
    void keyHasAtMost2048Characters() throws InvalidEvent {
        assertThat(read(with("\"data\":{\"" + "k".repeat(2_048) + "\":1}")).data()).isNotNull();
        assertThat(refusal(with("\"data\":{\"" + "k".repeat(9_000) + "\":1}")).detail())
                .startsWith("a key with more than 2048 characters");
    }

    @Test
    void base64IsTheData() throws InvalidEvent {
        Event event = read(with("\"datacontenttype\":\"image/png\",\"data_base64\":\"AAEC/w==\""));

        assertThat(event.data()).containsExactly(0, 1, 2, 255);
        assertThat(event.root()).containsEntry("data_base64", "AAEC/w==").doesNotContainKey("data");
    }

    @Test
    void base64OfJsonIsJson() throws InvalidEvent {
        Event event = read(with("\"data_base64\":\"eyAiYSI6MSB9\""));

        assertThat(data(event)).isEqualTo("{ \"a\":1 }");
        assertThat(event.root())
                .containsEntry("data", Map.of("a", 1))
                .doesNotContainKey("data_base64");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"data_base64\":\"%%\" | /data_base64",
                "\"data_base64\":\"AA\\nAA\" | /data_base64",
                "\"data_base64\":12 | /data_base64",
                "\"datacontenttype\":\"text/json\",\"data_base64\":\"bm8=\" | /data",
                "\"data_base64\":\"e30=\",\"data\":{} | ''",
                "\"data\":null,\"data_base64\":\"e30=\" | ''"
            })
    void base64ThatIsNotTheDataIsRefused(String members, String pointer) {
        assertThat(refusal(with(members))).returns(pointer, InvalidEvent::pointer);
    }

    @Test
    void textDataIsTheTextItself() throws InvalidEvent {
        Event event =
                read(with("\"datacontenttype\":\"text/xml\",\"data\":\"<a b=\\\"\\u00e9\\\"/>\""));

        assertThat(data(event)).isEqualTo("<a b=\"é\"/>");
        assertThat(event.root()).containsEntry("data", "<a b=\"é\"/>");
    }

    @Test
    void textDataIsInTheCharsetThatItsTypeNames() throws InvalidEvent {
        String members =
                "\"datacontenttype\":\"text/plain; charset=\\\"ISO-8859-1\\\"\",\"data\":\"é\"";

        Event event = read(with(members));

        assertThat(event.data()).isEqualTo("é".getBytes(ISO_8859_1));
        assertThat(event.root()).containsEntry("data", "é");
        assertThat(refusal(with(members.replace("é", "Ω"))).pointer()).isEqualTo("/data");
        assertThat(refusal(with(members.replace("ISO-8859-1", "nonsense"))).pointer())
                .isEqualTo("/datacontenttype");
    }

    @Test
    void textInACharsetUnknownHereIsBytes() throws InvalidEvent {
        Event event = binary(new byte[] {(byte) 0xe9}, "text/plain; charset=x-none");

        assertThat(event.root()).containsEntry("data_base64", "6Q==").doesNotContainKey("data");
    }

    @Test
    void dataThatIsNoTextIsRefusedWhereTextIsSaid() {
        assertThat(refusal(with("\"datacontenttype\":\"text/plain\",\"data\":{}")).getMessage())
                .isEqualTo("/data: with datacontenttype text/plain data must be a JSON string");
        assertThat(
                        refusal(with("\"datacontenttype\":\"text/plain\",\"data\":\"\\ud800\""))
                                .pointer())
                .isEqualTo("/data");
    }

    private static Event binary(byte[] body, String contentType) throws InvalidEvent {
        Map<String, String> headers =
                Map.of("specversion", "1.0", "id", "1", "source", "/s", "type", "a.b");
        return READER.binary(headers, contentType, body);
    }
}
