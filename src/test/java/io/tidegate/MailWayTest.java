package io.tidegate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailWayTest {
    /** The last one is a slip of the key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtps://mail.example?username=s3cr3t&password=s3cr3t&prot=s3cr3t",
                "smtps://s3cr3t@mail.example?prot=s3cr3t",
                "smtps://mail.example?username=me&password=s3cr3t&",
                "smtps://mail.example?username=me&&password=s3cr3t",
                "smtps://mail.example?username=me&pasword=s3cr3t"
            })
    void anEndpointThatIsNoneIsAnErrorThatShowsNothingOfIt(String uri) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            assertThatThrownBy(() -> new MailWay(context, uri))
                    .hasMessageStartingWith("tidegate.notice-mail cannot be sent to: ")
                    .hasMessageContaining("allowed is an endpoint of Camel's smtp or smtps")
                    .satisfies(MailWayTest::showsNothing);
        }
    }

    private static void showsNothing(Throwable thrown) {
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            if (String.valueOf(one.getMessage()).contains("s3cr3t")) {
                throw new AssertionError(one.getMessage());
            }
        }
    }

    @Test
    void anEndpointIsTakenAsItIs() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            new MailWay(context, "smtp://127.0.0.1:1025?from=a@b.example&to=c@d.example");
        }
    }
}
