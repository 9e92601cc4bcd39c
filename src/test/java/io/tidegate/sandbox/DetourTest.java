package io.tidegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetourTest {
    private final Detour detour = new Detour("0.0.0.0");

    @ParameterizedTest
    @CsvSource({
        "https://api.crm.example/v1/contacts/a%40b?x=1%2F2, api.crm.example/v1/contacts/a%40b?x=1%2F2",
        "http://API.crm.example:8443, api.crm.example:8443",
        "https://user:word@host.example/a, host.example/a",
        "sandbox-CRM_URL/v1/contacts, /sandbox-CRM_URL/v1/contacts",
    })
    void aTargetKeepsItsHostAndPathBelowTheThirdParty(String target, String then) {
        detour.open(8080);
        String path = then.startsWith("/") ? then.substring(1) : then;
        assertThat(detour.of(URI.create(target)))
                .hasToString("http://127.0.0.1:8080/sandbox/at/" + path);
    }

    @ParameterizedTest
    @CsvSource({
        "https://audit.example/v1?httpMethod=PUT&proxyHost=evil.example, audit.example/v1?httpMethod=PUT&bridgeEndpoint=true",
        "http://audit.example?oauth2TokenEndpoint=https://evil.example, audit.example?bridgeEndpoint=true",
        "vertx-http://https://audit.example/v1, audit.example/v1?bridgeEndpoint=true",
        "vertx-http:https://audit.example/v1, audit.example/v1?bridgeEndpoint=true",
        "https:audit.example/v1, audit.example/v1?bridgeEndpoint=true",
        "kafka:orders?brokers=b1:9092, kafka/orders?httpMethod=POST&bridgeEndpoint=true",
    })
    void aCamelEndpointTakesNoOptionAlongThatNamesAFurtherHost(String uri, String then) {
        detour.open(8080);
        assertThat(detour.ofEndpoint(uri)).isEqualTo("http://127.0.0.1:8080/sandbox/at/" + then);
    }

    @Test
    void anAddressThatOnlyLooksLikeTheThirdPartysIsNotItsOwn() {
        detour.open(8080);
        assertThat(detour.isOwn("http://127.0.0.1:8080/sandbox/at/a.example")).isTrue();
        assertThat(detour.isOwn("https://evil.example/sandbox/at/a.example")).isFalse();
        assertThat(detour.isOwn("http://127.0.0.1:80801/sandbox/at/a.example")).isFalse();
    }

    @Test
    void beforeThePortIsOpenNothingIsSentAnywhere() {
        assertThatThrownBy(() -> detour.of(URI.create("https://api.crm.example/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the sandbox's third party is not open yet");
    }
}
