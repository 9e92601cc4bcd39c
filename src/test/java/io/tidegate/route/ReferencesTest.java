package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.StageFailed;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final References references = new References(secrets::get, environment::get);

    @Test
    void aSecretIsEncodedInTheUrlAndPlainInAHeader() throws Exception {
        secrets.put("crm-key", "a/b c&d$1\\2");

        OutboundRequest resolved =
                resolve(
                        "https://h/v1/{{secret:crm-key}}?k={{secret:crm-key}}",
                        Map.of("Authorization", "Bearer {{secret:crm-key}}"));

        String encoded = "a%2Fb%20c%26d%241%5C2";
        assertThat(resolved.url()).isEqualTo("https://h/v1/" + encoded + "?k=" + encoded);
        assertThat(resolved.headers())
                .containsOnly(
                        entry("Authorization", "Bearer a/b c&d$1\\2"),
                        entry("Idempotency-Key", "key-7"));
    }

    @Test
    void aSecretThatLooksLikeAReferenceIsNotResolvedAgain() throws Exception {
        secrets.put("a", "{{secret:b}}");
        secrets.put("b", "hidden");

        assertThat(resolve("https://h/", Map.of("X", "{{secret:a}}")).headers())
                .containsEntry("X", "{{secret:b}}");
    }

    @Test
    void theBodyIsNeverLookedAt() throws Exception {
        secrets.put("a", "hidden");
        byte[] body = "{\"x\":\"{{secret:a}}\"}".getBytes(StandardCharsets.UTF_8);

        OutboundRequest resolved =
                references.resolve(
                        new OutboundRequest("POST", "https://h/", Map.of(), body), "key-7", null);

        assertThat(resolved.body()).isSameAs(body);
    }

    @Test
    void aMissingSecretIsNamedAndWorthAnotherTry() {
        assertThatThrownBy(() -> resolve("https://h/", Map.of("X", "{{secret:crm-token}}")))
                .isInstanceOf(StageFailed.class)
                .hasMessage("the secret crm-token is not set")
                .satisfies(thrown -> assertThat(((StageFailed) thrown).isFinal()).isFalse());
    }

    @Test
    void whatIsSaidBackOfATextThatWasChangedSinceTheSendIsHiddenToo() {
        References.Lookup changed =
                new References.Lookup() {
                    @Override
                    public String find(String name) {
                        return "hunter2";
                    }

                    @Override
                    public List<String> lately(String name) {
                        return List.of("hunter2", "hunter2-old", "line 1\nline \"2\"");
                    }
                };
        OutboundRequest stored =
                new OutboundRequest(
                        "POST", "https://h/", Map.of("X", "{{secret:crm}}"), new byte[0]);
        String said = "hunter2-old, hunter2, \"line 1\\nline \\\"2\\\"\"";

        Reply hidden =
                new References(changed, name -> null)
                        .hide(
                                stored,
                                new Reply.Answered(
                                        400, Map.of(), said.getBytes(StandardCharsets.UTF_8)));

        assertThat(new String(((Reply.Answered) hidden).body(), StandardCharsets.UTF_8))
                .isEqualTo("{{secret:crm}}, {{secret:crm}}, \"{{secret:crm}}\"");
    }

    @Test
    void aMissingVariableIsNamed() {
        assertThatThrownBy(() -> resolve("{{env:CRM}}/x", Map.of()))
                .hasMessage("the environment variable CRM is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nX-Evil: 1", "a\0", "a\u007f"})
    void aControlCharacterInAHeaderIsRefusedWithoutShowingTheSecret(String secret) {
        secrets.put("a", secret);

        assertThatThrownBy(() -> resolve("https://h/", Map.of("X-Key", "{{secret:a}}")))
                .isInstanceOf(StageFailed.class)
                .hasMessage(
                        "the header X-Key holds a control character once its references are"
                                + " resolved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://crm.example",
                "HTTP://crm.example:8080",
                "http://crm_service:8080",
                "http://[fd00::1]:8080",
                "http://10.0.0.1"
            })
    void theEnvironmentMayNameTheHost(String base) throws Exception {
        environment.put("CRM", base);

        assertThat(resolve("{{env:CRM}}/v1", Map.of()).url()).isEqualTo(base + "/v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "crm.example",
                "ftp://crm.example",
                "file:///etc",
                "https://",
                "https://user:pw@crm.example",
                "https:crm.example",
                "https://crm.example#x",
                " https://crm.example"
            })
    void anEnvironmentThatNamesNoWebHostIsRefusedWithoutShowingIt(String base) {
        environment.put("CRM", base);

        assertThatThrownBy(() -> resolve("{{env:CRM}}/v1", Map.of()))
                .isInstanceOf(StageFailed.class)
                .hasMessage(
                        "the URL is not http:// or https:// with a host once its references are"
                                + " resolved: check the {{env:…}} it begins with");
    }

    @Test
    void theKeyOfThisSendReplacesTheStoredOne() throws Exception {
        assertThat(resolve("https://h/", Map.of("Idempotency-Key", "old")).headers())
                .containsExactly(entry("Idempotency-Key", "key-7"));
    }

    private OutboundRequest resolve(String url, Map<String, String> headers) throws StageFailed {
        return references.resolve(new OutboundRequest("POST", url, headers, null), "key-7", null);
    }
}
