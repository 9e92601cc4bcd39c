package io.tidegate.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email | ann@example.com | ann@example.com",
                "email | Ann.Lee+news@EXAMPLE.com | Ann.Lee+news@example.com",
                "email | o'brien@example.co.uk | o'brien@example.co.uk",
                "email | ann@bücher.example | ann@bücher.example",
                "email | 用户@例子.广告 | 用户@例子.广告",
                "email | a@b.new-top-level-name | a@b.new-top-level-name",
                "phone | +1 (415) 555-0132 | +14155550132",
                "phone | +49 (0) 30 123456 | +4930123456",
                "url | HTTPS://Example.com/ann?a=b&c | HTTPS://Example.com/ann?a=b&c",
                "url | http://münchen.example/ü | http://münchen.example/ü",
                "url | http://[2001:db8::1]:8080/ | http://[2001:db8::1]:8080/",
                "date | 2024-02-29 | 2024-02-29",
                "date-time | 2026-11-25T09:30:00.1234567+05:30 | 2026-11-25T04:00:00.123Z",
                "date-time | 2026-11-25T09:30Z | 2026-11-25T09:30:00Z",
                "country | deu | DE",
                "country | gb | GB",
                "uuid | 0B1DDF4C-6f3f-4f0e-9c86-5f2c1f5b7a10 | 0b1ddf4c-6f3f-4f0e-9c86-5f2c1f5b7a10"
            })
    void oneSpellingOfEach(String word, String text, String normal) {
        Format format = Format.of(word).orElseThrow();
        assertThat(format.normal(text)).contains(normal);
        assertThat(format.normal(normal)).as("again").contains(normal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email | ann",
                "email | ann@example",
                "email | ann@@example.com",
                "email | ann@example..com",
                "email | .ann@example.com",
                "email | ann lee@example.com",
                "email | <ann@example.com>",
                "email | Ann <ann@example.com>",
                "email | ann@example.com bob@example.com",
                "email | ann@192.0.2.1",
                "email | ann@[192.0.2.1]",
                "email | \"a<b>\"@example.com",
                "email | ann@-example.com",
                "phone | 0301234",
                "phone | call me",
                "phone | +1",
                "phone | +999123456789",
                "url | javascript:alert(1)",
                "url | data:text/html,hi",
                "url | ftp://example.com",
                "url | //example.com",
                "url | http://",
                "url | http://ann:secret@example.com/",
                "url | http://example.com/a b",
                "url | http://example.com:999999/",
                "url | http://example.com/<script>",
                "date | 2023-02-29",
                "date | 25.11.2026",
                "date | +12026-01-01",
                "date | 0000-01-01",
                "date-time | 2026-11-25",
                "date-time | 2026-11-25T09:30:00",
                "date-time | +999999999-01-01T00:00:00Z",
                "country | Germany",
                "country | XX",
                "uuid | 0b1ddf4c6f3f4f0e9c865f2c1f5b7a10",
            })
    void whatHasNotTheForm(String word, String text) {
        assertThat(Format.of(word).orElseThrow().normal(text)).isEmpty();
    }

    @Test
    void aTextBeyondAnyOfThemIsNotRead() {
        String long_ = "https://example.com/" + "a".repeat(Format.MOST);
        assertThat(Format.URL.normal(long_)).isEmpty();
        assertThat(Format.EMAIL.normal("a".repeat(64) + "@" + "b.".repeat(120) + "example"))
                .isEmpty();
    }
}
