package io.tidegate.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.tidegate.identity.Transport;
import io.tidegate.identity.Transport.Request;
import io.tidegate.identity.Transport.Response;
import io.tidegate.identity.Transport.Unreachable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks the provider, in the words of the OpenID Connect library. */
final class Web {
    private final Transport transport;

    Web(Transport transport) {
        this.transport = transport;
    }

    /**
     * The text of a document.
     *
     * @throws NotVouched if there is none
     */
    String document(URI url) {
        Response answer =
                call(
                        new Request(
                                "GET", url.toString(), Map.of("Accept", "application/json"), null));
        if (answer.status() != 200) {
            throw NotVouched.because(
                    "the provider answered "
                            + answer.status()
                            + " at "
                            + url
                            + ", where a document was expected with 200; try again, or tell an administrator");
        }
        return text(answer);
    }

    /**
     * @throws NotVouched if there is no answer
     */
    HTTPResponse send(HTTPRequest request) throws ParseException {
        Map<String, String> headers = new LinkedHashMap<>();
        request.getHeaderMap().forEach((name, values) -> headers.put(name, values.get(0)));
        String body = request.getBody();
        Response answer =
                call(
                        new Request(
                                request.getMethod().name(),
                                request.getURI().toString(),
                                headers,
                                body == null ? null : body.getBytes(StandardCharsets.UTF_8)));
        HTTPResponse response = new HTTPResponse(answer.status());
        String type = answer.header("Content-Type");
        if (type != null) {
            response.setContentType(type);
        }
        response.setBody(text(answer));
        return response;
    }

    private Response call(Request request) {
        try {
            return transport.call(request);
        } catch (Unreachable e) {
            throw NotVouched.because(
                    "the provider gives no answer: "
                            + e.getMessage()
                            + "; try again, or tell an administrator");
        }
    }

    private static String text(Response answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
