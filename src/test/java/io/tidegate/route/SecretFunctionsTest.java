package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.delivery.Reply;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ${secret:name}} in Camel's own simple language. */
class SecretFunctionsTest {
    private final Map<String, String> secrets = new HashMap<>();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void install() {
        SecretFunctions.install(context, new References(secrets::get, name -> null));
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange exchange(Object body) {
        return ExchangeBuilder.anExchange(context).withBody(body).build();
    }

    private String said(String expression, Object body) {
        return context.resolveLanguage("simple")
                .createExpression(expression)
                .evaluate(exchange(body), String.class);
    }

    @Test
    void isItsTextOfThisMomentWhateverTheBody() {
        secrets.put("crm-token", "a$1\\${body}");

        assertThat(said("Bearer ${secret:crm-token}", Map.of())).isEqualTo("Bearer a$1\\${body}");
        secrets.put("crm-token", "second");
        assertThat(said("Bearer ${secret:crm-token}", null)).isEqualTo("Bearer second");
        assertThat(said("${body}-${secret:crm-token}", "x")).isEqualTo("x-second");
    }

    @Test
    void standsInPredicatesToo() {
        secrets.put("key", "right");

        assertThat(
                        context.resolveLanguage("simple")
                                .createPredicate("${body} == ${secret:key}")
                                .matches(exchange("right")))
                .isTrue();
    }

    @Test
    void oneThatIsNotSetOrEmptyFailsAndIsNamed() {
        secrets.put("empty", "");

        for (String name : new String[] {"not-there", "empty"}) {
            assertThatThrownBy(() -> said("Bearer ${secret:" + name + "}", ""))
                    .hasStackTraceContaining("the secret " + name + " is not set")
                    .satisfies(
                            thrown ->
                                    assertThat(Failures.failure(thrown, Stage.AFTER).isFinal())
                                            .isFalse());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Crm", "a b", "a--b", "a.b"})
    void aNameThatNoSecretHasIsRefusedWhenTheRouteIsBuilt(String name) {
        assertThatThrownBy(() -> said("${secret:" + name + "}", ""))
                .hasStackTraceContaining(
                        "${secret:"
                                + name
                                + "}: the name may have lower-case letters, digits and single dashes");
    }

    @Test
    void otherFunctionsAreCamels() {
        assertThat(said("${uppercase('a')}", "")).isEqualTo("A");
        assertThatThrownBy(() -> said("${secrte:a}", ""))
                .hasStackTraceContaining("Unknown function: secrte:a");
    }

    @Test
    void whatWasReadIsTakenOutOfFailuresAndReplies() {
        secrets.put("key", "hunter2 TOP");
        secrets.put("other", "left alone");
        said("${secret:key}", "");

        StageFailed failed =
                SecretFunctions.hide(
                        context,
                        StageFailed.forGood(Stage.AFTER, "x?k=hunter2%20TOP, left alone", null));
        assertThat(failed).hasMessage("x?k=${secret:key}, left alone");
        assertThat(failed.isFinal()).isTrue();
        assertThat(failed.stage()).isEqualTo(Stage.AFTER);

        byte[] body = "<hunter2 TOP>".getBytes(StandardCharsets.UTF_8);
        Reply reply = SecretFunctions.hide(context, new Reply.Answered(200, Map.of(), body));
        assertThat(new String(((Reply.Answered) reply).body(), StandardCharsets.UTF_8))
                .isEqualTo("<${secret:key}>");
    }
}
