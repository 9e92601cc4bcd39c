package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.Templates;
import io.tidegate.route.TracedUrl.Address;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracedUrlTest {
    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    private @Nullable Address address(String template, String stored) {
        References references = new References(secrets::get, environment::get);
        return new TracedUrl(Templates.uri(template), references).of(stored);
    }

    @Test
    void fieldsAreToldByTheirNamesAndTheQueryNotAtAll() {
        assertThat(
                        address(
                                "https://h.example:8443/v1/{email}/{a.b}?q={email}&key={{secret:k}}",
                                "https://h.example:8443/v1/ann%40x.example/7?q=ann%40x.example&key={{secret:k}}"))
                .isEqualTo(
                        new Address("https://h.example:8443/v1/{email}/{a.b}", "h.example", 8443));
    }

    @Test
    void aSecretInThePathStaysAReference() {
        secrets.put("k", "hidden");

        assertThat(address("http://h.example/{{secret:k}}/x", "http://h.example/{{secret:k}}/x"))
                .isEqualTo(new Address("http://h.example/{{secret:k}}/x", "h.example", 80));
    }

    @Test
    void ofAVariableItBeginsWithOnlyTheHostIsTold() {
        environment.put("CRM_URL", "https://crm.example/tenant-hidden");

        assertThat(address("{{env:CRM_URL}}/v1/{id}?a=b", "{{env:CRM_URL}}/v1/7?a=b"))
                .isEqualTo(new Address("https://crm.example/v1/{id}", "crm.example", 443));
        environment.clear();
        assertThat(address("{{env:CRM_URL}}/v1/{id}", "{{env:CRM_URL}}/v1/7")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://h.example/v1/ann/more",
                "https://h.example/v2/ann",
                "https://h.example/v1/ann?key=hidden",
                "https://h.example/elsewhere#ann"
            })
    void ofAnotherUrlThanTheConnectorsOnlyTheHostIsTold(String edited) {
        assertThat(address("https://h.example/v1/{id}", edited))
                .isEqualTo(new Address("https://h.example", "h.example", 443));
    }

    @Test
    void whatIsNoAddressIsNotTold() {
        assertThat(address("https://h.example/", "nothing")).isNull();
        assertThat(address("https://h.example/", "https://user:hidden@/x")).isNull();
        assertThat(address("https://h.example/", "https://{{secret:host}}/x")).isNull();
        assertThat(TracedUrl.origin("https://user:hidden@h.example/x").toString())
                .doesNotContain("hidden");
    }
}
