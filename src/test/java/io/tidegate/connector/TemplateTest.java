package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    @Test
    void aUrlIsCutAtItsReferences() throws Exception {
        Template template =
                Template.ofUri("{{env:CRM_URL}}/v1/{tags[0].id}?key={{secret:crm-key}}&q={q}");
        assertThat(template.parts())
                .containsExactly(
                        new Part.EnvRef("CRM_URL"),
                        new Part.Literal("/v1/"),
                        new Part.FieldRef("tags[0].id"),
                        new Part.Literal("?key="),
                        new Part.SecretRef("crm-key"),
                        new Part.Literal("&q="),
                        new Part.FieldRef("q"));
        assertThat(UrlRules.mistake(template)).isEmpty();
    }

    @Test
    void inOtherTextASingleBraceStandsForItself() throws Exception {
        assertThat(Template.ofText("{\"key\": \"{{secret:k}}\"}").parts())
                .containsExactly(
                        new Part.Literal("{\"key\": \""),
                        new Part.SecretRef("k"),
                        new Part.Literal("\"}"));
        assertThat(Template.ofText("").parts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "HTTPS://x.example:8443?filter[a]=%20",
                "http://[::1]:80/a/b;c=d,e",
                "https://{{env:HOST}}.example:{{env:PORT}}/{id}",
                "{{env:URL}}",
                "https://x.example/{a}-{b}?{c}"
            })
    void theseUrlsAreRight(String uri) throws Exception {
        assertThat(UrlRules.isHttp(uri)).isTrue();
        assertThat(UrlRules.mistake(Template.ofUri(uri))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S, 500ms",
        "90s, PT1M30S, 90s",
        "5m, PT5M, 5m",
        "120m, PT2H, 2h",
        "1d, PT24H, 1d",
        "PT30S, PT30S, 30s"
    })
    void durationsAreReadAsPeopleWriteThem(String text, Duration duration, String shortest) {
        assertThat(TimeSpan.parse(text)).contains(duration);
        assertThat(TimeSpan.text(duration)).isEqualTo(shortest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "-1s", "1.5s", "s", "", "PT-1S", "P1", "1 s", "99999999999999s"})
    void theseAreNoDurations(String text) {
        assertThat(TimeSpan.parse(text)).isEqualTo(Optional.empty());
    }
}
