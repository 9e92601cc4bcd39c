package io.tidegate;

import io.tidegate.notice.NotTold;
import io.tidegate.notice.Notice;
import io.tidegate.notice.NoticeWay;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;

/** An e-mail, by Camel's smtp. */
final class MailWay implements NoticeWay {
    private final Endpoint endpoint;
    private final ProducerTemplate producer;

    /**
     * @throws IllegalStateException if it is no endpoint of smtp
     */
    MailWay(CamelContext context, String uri) {
        try {
            this.endpoint = context.getEndpoint(uri);
            this.producer = context.createProducerTemplate();
        } catch (RuntimeException e) {
            // Without its cause, which quotes the endpoint.
            throw new IllegalStateException(
                    "tidegate.notice-mail cannot be sent to: "
                            + withoutValues(innermost(e))
                            + " Tidegate does not start; allowed is an endpoint of Camel's smtp or smtps with from and to");
        }
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void tell(Notice notice) throws NotTold {
        String text =
                notice.type()
                        + "\n"
                        + Instant.ofEpochMilli(notice.at())
                        + "\n\n"
                        + notice.data()
                        + "\n";
        Map<String, Object> headers =
                Map.of(
                        "Subject",
                        "Tidegate: " + notice.type(),
                        "Message-ID",
                        "<notice-" + notice.id() + "@tidegate>");
        try {
            producer.sendBodyAndHeaders(endpoint, text, headers);
        } catch (RuntimeException e) {
            throw new NotTold(innermost(e));
        }
    }

    /** Camel says the endpoint before its reason, and after it the parameters that it knows not. */
    private static String withoutValues(String said) {
        return said.replaceFirst("(?s).* due to: ", "")
                .replaceFirst("(?s)Unknown parameters=.*", "");
    }

    private static String innermost(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof URISyntaxException wrong
                ? wrong.getReason() + "." // its message quotes all of the address
                : String.valueOf(root.getMessage());
    }
}
