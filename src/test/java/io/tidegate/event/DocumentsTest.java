package io.tidegate.event;

import static io.tidegate.event.Events.READER;
import static io.tidegate.event.Events.refusal;
import static io.tidegate.event.Events.refused;
import static io.tidegate.event.Events.with;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.InvalidEvent.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "1", "\"a\"", "[]", "[{}]", "x"})
    void structuredEventIsAnObject(String body) {
        assertThat(refusal(body).kind()).isEqualTo(Kind.NOT_AN_EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "x", ",", "]", "}", "\u0000", "//"})
    void nothingFollowsTheEvent(String trailing) {
        assertThat(refusal(with("") + trailing).kind()).isEqualTo(Kind.NOT_AN_EVENT);
        assertThat(refused(() -> batch("[" + with("") + "]" + trailing)).kind())
                .isEqualTo(Kind.NOT_AN_EVENT);
    }

    @Test
    void everyTruncationOfAnEventIsRefused() {
        byte[] whole = with("\"data\":{\"é\":[1,\"😀\",true,null,1.5]}").getBytes(UTF_8);

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(refused(() -> READER.structured(cut)))
                    .as("the first %d bytes", length)
                    .isNotNull();
        }
    }

    @Test
    void byteOrderMarkIsRefused() {
        assertThat(refusal("\ufeff" + with("")).kind()).isEqualTo(Kind.NOT_AN_EVENT);
    }

    @Test
    void otherCharsetsAreRefused() {
        String event = with("\"subject\":\"é\"");

        assertThat(refused(() -> READER.structured(event.getBytes(UTF_16))).detail())
                .isEqualTo("not UTF-8: no character begins with 0xFE at byte 0");
        assertThat(refused(() -> READER.structured(event.getBytes(UTF_16LE))).detail())
                .startsWith("not UTF-8: no character begins with 0xE9 at byte ");
        assertThat(refused(() -> READER.structured(event.getBytes(ISO_8859_1))).detail())
                .startsWith("not UTF-8: no character begins with 0xE9 at byte ");
    }

    @ParameterizedTest
    @CsvSource({
        "80, a continuation alone",
        "c0a2, an overlong quote",
        "c080, an overlong NUL",
        "c2, cut after one byte",
        "e28241, cut after two bytes",
        "e08080, overlong in three bytes",
        "eda080, a surrogate",
        "edbfbf, a surrogate",
        "f0808080, overlong in four bytes",
        "f4908080, beyond U+10FFFF",
        "f5808080, beyond U+10FFFF",
        "ff, never a byte of UTF-8"
    })
    void malformedUtf8IsRefusedWhereverItStands(String hex, String why) {
        String bad = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
        for (String padding : new String[] {"", "a", "abcdefg", "abcdefghijklmnop"}) {
            byte[] inData =
                    with("\"data\":\"" + padding + bad + padding + "\"").getBytes(ISO_8859_1);
            byte[] inKey = with("\"data\":{\"" + padding + bad + "\":1}").getBytes(ISO_8859_1);

            for (byte[] body : List.of(inData, inKey)) {
                assertThat(refused(() -> READER.structured(body)).detail())
                        .as(why)
                        .startsWith("not UTF-8: no character begins with 0x");
            }
        }
    }

    @Test
    void everyCharacterOfUtf8IsTaken() throws InvalidEvent {
        StringBuilder all = new StringBuilder();
        for (int c = 0x20; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 37) {
            if (c != '"' && c != '\\' && (c < 0xd800 || c > 0xdfff)) {
                all.appendCodePoint(c);
            }
        }
        all.appendCodePoint(0xd7ff).appendCodePoint(0xe000).appendCodePoint(0x10ffff);

        Event event = Events.read(with("\"data\":\"" + all + "\""));

        assertThat(event.root()).containsEntry("data", all.toString());
    }

    @Test
    void batchMayBeEmpty() throws InvalidEvent {
        assertThat(batch("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[", "[{}", "[1 2]"})
    void batchIsAList(String body) {
        assertThat(refused(() -> batch(body)).kind()).isEqualTo(Kind.NOT_AN_EVENT);
    }

    @Test
    void batchEndsAt1000Events() throws InvalidEvent {
        assertThat(batch(batchOf(1_000))).hasSize(1_000);
        assertThat(refused(() -> batch(batchOf(1_001))))
                .returns(Kind.TOO_LARGE, InvalidEvent::kind)
                .returns("a batch has at most 1000 events", InvalidEvent::detail);
    }

    private static String batchOf(int events) {
        return Collections.nCopies(events, with("")).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | /2",
                "null | /2",
                "[] | /2",
                "{} | /2",
                "{x | /2",
                "{\"specversion\":\"1.0\",\"id\":\"\\u0000\",\"source\":\"s\",\"type\":\"t\"} | /2/id",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"2\":{}} | /2/2",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"2ab\":1.5} | /2/2ab",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":{\"a\":1,\"a\":2}} | /2/data"
            })
    void oneBadEventIsNamedByItsPointer(String bad, String pointer) {
        String body = "[" + with("") + "," + with("") + "," + bad + "," + with("") + "]";

        assertThat(refused(() -> batch(body))).returns(pointer, InvalidEvent::pointer);
    }

    @Test
    void eventInABatchIsAsSmallAsAlone() {
        String large = with("\"data\":\"" + "x".repeat(2_000) + "\"");
        EventReader small = new EventReader(1_000);

        InvalidEvent alone = refused(() -> small.structured(large.getBytes(UTF_8)));
        InvalidEvent inBatch =
                refused(() -> small.batch(("[" + with("") + ", " + large + "]").getBytes(UTF_8)));

        assertThat(alone.kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(alone.detail())
                .isEqualTo("the event has " + large.length() + " bytes, allowed are 1000");
        assertThat(inBatch.detail()).isEqualTo(alone.detail());
        assertThat(inBatch.pointer()).isEqualTo("/1");
    }

    private static List<Event> batch(String body) throws InvalidEvent {
        return READER.batch(body.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | plain",
                "Euro%20%E2%82%AC%20%F0%9F%98%80 | Euro € 😀",
                "100% | 100%",
                "%zz%4 | %zz%4",
                "\"quoted\" | quoted",
                "\"a\\\"b\\\\c\" | a\"b\\c",
                "\"%20\" | ` `",
                "%22x%22 | \"x\"",
                "%2541 | %41",
                "a+b | a+b"
            })
    void headerIsUnquotedThenPercentDecodedOnce(String header, String value) throws InvalidEvent {
        assertThat(binary(Map.of("subject", header)).subject()).isEqualTo(value);
    }

    @Test
    void rawUtf8InAHeaderIsPutTogether() throws InvalidEvent {
        String octets = new String("é€😀".getBytes(UTF_8), ISO_8859_1);

        assertThat(binary(Map.of("subject", octets)).subject()).isEqualTo("é€😀");
        assertThat(refused(() -> binary(Map.of("subject", "\u00e9"))).getMessage())
                .isEqualTo("/subject: the header ce-subject is not percent-encoded UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%00", "a%0d%0aX-Evil: 1", "%7f", "%C2%85", "%ED%A0%80", "%FF", "%C0%80"})
    void headerBringsNoControlCharactersOrSurrogates(String header) {
        assertThat(refused(() -> binary(Map.of("subject", header))).pointer())
                .isEqualTo("/subject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "data_base64", "my-ext", "datacontenttype"})
    void headerIsAnAttributeOfBinaryMode(String name) {
        assertThat(refused(() -> binary(Map.of(name, "x"))).kind()).isEqualTo(Kind.NOT_AN_EVENT);
    }

    @Test
    void binaryBodyIsTheDataByteForByte() throws InvalidEvent {
        byte[] json = " {\"a\": 1}\n".getBytes(UTF_8);
        byte[] image = {(byte) 0x89, 0, 1, 2};

        assertThat(READER.binary(attributes(), "application/json", json).data()).isEqualTo(json);
        assertThat(READER.binary(attributes(), null, json).root())
                .containsEntry("data", Map.of("a", 1));
        assertThat(READER.binary(attributes(), "image/png", image).data()).isEqualTo(image);
        assertThat(READER.binary(attributes(), "application/json", new byte[0]).data()).isNull();
        assertThat(refused(() -> READER.binary(attributes(), "application/json", image)).pointer())
                .isEqualTo("/data");
    }

    private static Map<String, String> attributes() {
        return Map.of("specversion", "1.0", "id", "1", "source", "/s", "type", "a.b");
    }

    private static Event binary(Map<String, String> more) throws InvalidEvent {
        Map<String, String> headers = new java.util.HashMap<>(attributes());
        headers.putAll(more);
        return READER.binary(headers, null, new byte[0]);
    }
}
