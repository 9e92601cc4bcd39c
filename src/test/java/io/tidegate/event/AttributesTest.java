package io.tidegate.event;

import static io.tidegate.event.Events.read;
import static io.tidegate.event.Events.refusal;
import static io.tidegate.event.Events.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.InvalidEvent.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {
    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type"})
    void requiredAttributeMustBeThere(String name) {
        String without =
                with("").replaceAll("\"" + name + "\":\"[^\"]*\",?", "").replace(",}", "}");

        InvalidEvent refusal = refusal(without);

        assertThat(refusal.detail()).isEqualTo("the attribute \"" + name + "\" is missing");
        assertThat(refusal.kind()).isEqualTo(Kind.NOT_AN_EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type"})
    void requiredAttributeMayBeNeitherNullNorEmpty(String name) {
        String before = "\"" + name + "\":\"[^\"]*\"";
        String key = "\"" + name + "\":";

        assertThat(refusal(with("").replaceAll(before, key + "null")).detail())
                .isEqualTo("the attribute \"" + name + "\" is missing");
        assertThat(refusal(with("").replaceAll(before, key + "\"\"")))
                .returns("the attribute \"" + name + "\" is empty", InvalidEvent::detail)
                .returns("/" + name, InvalidEvent::pointer);
    }

    @Test
    void textAttributeIsNothingElse() {
        assertThat(refusal(with("\"subject\":12")).getMessage())
                .isEqualTo("/subject: the attribute \"subject\" must be a string, seen: 12");
        assertThat(refusal(with("\"time\":true")).pointer()).isEqualTo("/time");
        assertThat(refusal(with("").replace("\"1.0\"", "1.0")).getMessage())
                .isEqualTo(
                        "/specversion: the attribute \"specversion\" must be a string, seen: 1.0");
        assertThat(refusal(with("").replace("\"1.0\"", "\"0.3\"")).getMessage())
                .isEqualTo("/specversion: specversion must be \"1.0\", seen: \"0.3\"");
    }

    @Test
    void refusalOfANestedAttributeShowsNothingOfIt() {
        String large = "{\"a\":\"" + "x".repeat(100_000) + "\"}";

        InvalidEvent refusal = refusal(with("\"subject\":" + large));

        assertThat(refusal.getMessage())
                .isEqualTo(
                        "/subject: the attribute \"subject\" must be a plain value, not an object or a list");
    }

    @ParameterizedTest
    @CsvSource({
        "\\u0000, control character (U+0000)",
        "\\u000a, control character (U+000A)",
        "\\u001b, control character (U+001B)",
        "\\u007f, control character (U+007F)",
        "\\u0085, control character (U+0085)",
        "\\ud800, lone surrogate (U+D800)",
        "\\udc00, lone surrogate (U+DC00)",
        "\\udc00\\ud800, lone surrogate (U+DC00)"
    })
    void controlCharactersAndLoneSurrogatesAreRefused(String escape, String named) {
        for (String name : new String[] {"subject", "colour"}) {
            assertThat(refusal(with("\"" + name + "\":\"ab" + escape + "\"")))
                    .returns("/" + name, InvalidEvent::pointer)
                    .returns(
                            "the attribute \"" + name + "\" holds a " + named + " at character 3",
                            InvalidEvent::detail);
        }
    }

    @Test
    void aPairOfSurrogatesIsACharacter() throws InvalidEvent {
        assertThat(read(with("\"subject\":\"\\ud83d\\ude00\"")).subject()).isEqualTo("😀");
    }

    @Test
    void attributeEndsAt2048Characters() throws InvalidEvent {
        assertThat(read(with("\"subject\":\"" + "x".repeat(2_048) + "\"")).subject())
                .hasSize(2_048);
        assertThat(refusal(with("\"subject\":\"" + "x".repeat(2_049) + "\"")))
                .returns(Kind.REFUSED, InvalidEvent::kind)
                .returns(
                        "/subject: the attribute \"subject\" has 2049 characters, allowed are 2048",
                        InvalidEvent::getMessage);
    }

    @Test
    void extensionsAreTextsSwitchesAndIntegers() throws InvalidEvent {
        Event event = read(with("\"a\":\"t\",\"b\":true,\"c\":-2147483648,\"d\":null,\"e\":\"\""));

        assertThat(event.extensions())
                .isEqualTo(Map.of("a", "t", "b", true, "c", Integer.MIN_VALUE, "e", ""));
        assertThat(event.root()).containsEntry("c", Integer.MIN_VALUE).doesNotContainKey("d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "1.5", "1e3", "{}", "[]", "[1]"})
    void extensionOfAnotherKindIsRefused(String value) {
        assertThat(refusal(with("\"ext\":" + value))).returns("/ext", InvalidEvent::pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ext", "my-ext", "my_ext", "", "é", "a b", "a/b", "a~b", "x\\\"y"})
    void attributeNameIsLowerCaseLettersAndDigits(String name) {
        assertThat(refusal(with("\"" + name + "\":\"v\"")).detail())
                .startsWith("an attribute's name is 1 to 64 lower-case letters and digits");
        assertThat(refusal(with("\"" + name + "\":{}")).detail())
                .startsWith("an attribute's name is 1 to 64 lower-case letters and digits");
    }

    @Test
    void refusalOfALongNameIsShort() {
        String name = "X".repeat(2_000);

        assertThat(refusal(with("\"" + name + "\":1")).getMessage()).hasSizeLessThan(300);
        assertThat(refusal(with("\"" + name + "\":1,\"" + name + "\":1")).getMessage())
                .hasSizeLessThan(300);
        assertThat(refusal(with("\"data\":{\"" + name + "\":1,\"" + name + "\":1}")).getMessage())
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:00Z",
                "2026-01-31t12:00:00z",
                "2026-01-31T12:00:00.1Z",
                "2026-01-31T12:00:00.123456789012345678Z",
                "2026-01-31T12:00:00+05:30",
                "2026-01-31T12:00:00-00:00",
                "2026-01-31T12:00:00-23:59",
                "1990-12-31T23:59:60Z",
                "2024-02-29T00:00:00Z",
                "0000-01-01T00:00:00Z"
            })
    void timeIsRfc3339AndKeptAsSent(String time) throws InvalidEvent {
        assertThat(read(with("\"time\":\"" + time + "\"")).time()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-01-31",
                "2026-01-31T12:00Z",
                "2026-01-31T12:00:00",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00,5Z",
                "2026-01-31T12:00:00+5",
                "2026-01-31T12:00:00+0530",
                "2026-01-31T12:00:00+24:00",
                "2026-01-31T12:00:00+01:00:30",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:00:61Z",
                "2026-02-29T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-00-01T12:00:00Z",
                "+12026-01-31T12:00:00Z",
                "２026-01-31T12:00:00Z",
                " 2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00Z "
            })
    void whatIsNotRfc3339IsRefused(String time) {
        assertThat(refusal(with("\"time\":\"" + time + "\"")).getMessage())
                .isEqualTo(
                        "/time: not an RFC 3339 time such as 2026-01-31T12:00:00Z, seen: \""
                                + time
                                + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "json", "/", "text/", "/plain", "text/plän", "text/plain; x=Ċ"})
    void contentTypeIsAMediaTypeInAscii(String type) {
        assertThat(refusal(with("\"datacontenttype\":\"" + type + "\"")).pointer())
                .isEqualTo("/datacontenttype");
    }
}
