package io.tidegate.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final String[] PIECES = {
        "a", "\"", "\\", "/", "\u0000", "\u001f", "\u007f", "é", "€", "😀", "\ud800", "\udc00",
        "\u2028", " ", "{{", "<"
    };

    @Test
    void whatIsWrittenIsReadBackAsItWas() throws InvalidJson {
        for (long seed = 0; seed < 3_000; seed++) {
            Object value = new Values(new Random(seed)).value(4);

            byte[] written = Json.write(value);

            assertThat(Utf8.firstWrong(written, 0, written.length))
                    .as("seed %d", seed)
                    .isEqualTo(-1);
            assertThat(Json.parse(written)).as("seed %d", seed).isEqualTo(value);
            assertThat(Json.write(Json.parse(written))).as("seed %d", seed).isEqualTo(written);
        }
    }

    @Test
    void loneSurrogateIsWrittenAsItsEscape() {
        assertThat(Json.text(Map.of("k\ud800", "v\udc00é")))
                .isEqualTo("{\"k\\uD800\":\"v\\uDC00é\"}");
    }

    @Test
    void longTextsPassThrough() throws InvalidJson {
        String text = "é\"\\😀".repeat(300_000);

        assertThat(Json.parse(Json.write(text))).isEqualTo(text);
    }

    @Test
    void numbersThatJsonHasNotAreNull() {
        assertThat(Json.text(List.of(Double.NaN, Double.POSITIVE_INFINITY, 1.5, 2.0f)))
                .isEqualTo("[null,null,1.5,2.0]");
    }

    @Test
    void messagesDoNotSpeakOfTheParser() {
        for (String broken :
                List.of("{\"a\":[1}", "[1", "{", "\"\\x\"", "\"\n\"", "tru", "{\"a\" 1}", "")) {
            assertThatThrownBy(() -> Json.parse(broken.getBytes(UTF_8)))
                    .as(broken)
                    .isInstanceOf(InvalidJson.class)
                    .extracting(
                            Throwable::getMessage,
                            org.assertj.core.api.InstanceOfAssertFactories.STRING)
                    .doesNotContain("Source", "StreamRead", "fasterxml", "Exception");
        }
    }

    /** Values of every kind, of seeds. */
    private record Values(Random random) {
        Object value(int depth) {
            return switch (random.nextInt(depth > 0 ? 9 : 7)) {
                case 0 -> random.nextInt();
                case 1 -> random.nextLong(Integer.MAX_VALUE + 1L, Long.MAX_VALUE);
                case 2 -> new BigInteger(65 + random.nextInt(300), random).setBit(64);
                case 3 -> new BigDecimal(new BigInteger(60, random), 1 + random.nextInt(40));
                case 4 -> random.nextBoolean();
                case 5 -> text();
                case 6 -> null;
                case 7 -> list(depth);
                default -> map(depth);
            };
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            return text.toString();
        }

        private List<Object> list(int depth) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                list.add(value(depth - 1));
            }
            return list;
        }

        private Map<String, Object> map(int depth) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                map.put(text(), value(depth - 1));
            }
            return map;
        }
    }
}
