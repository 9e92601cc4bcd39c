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
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks the provider, in the words of the OpenID Connect library. */
final class Web {
    private static final int SERVER_ERROR = 500;

    private final Transport transport;
    private final Outage outage = new Outage();

    Web(Transport transport) {
        this.transport = transport;
    }

    /**
     * What the reader makes of a document's text.
     *
     * @throws NotVouched if there is none, or the reader cannot use it; {@link Outage} tells the
     *     log
     */
    <T> T document(URI url, Function<String, T> reader) {
        return told(url, () -> reader.apply(document(url)));
    }

    private <T> T told(URI url, Supplier<T> work) {
        try {
            T done = work.get();
            outage.ends(url);
            return done;
        } catch (NotVouched e) {
            outage.begins(url, e);
            throw e;
        }
    }

    private String document(URI url) {
        Response answer =
                call(
                        new Request(
                                "GET", url.toString(), Map.of("Accept", "application/json"), null));
        if (answer.status() != 200) {
            throw NotVouched.outage(
                    "the provider answered "
                            + answer.status()
                            + " at "
                            + url
                            + ", where a document was expected with 200; try again, or tell an administrator");
        }
        return text(answer);
    }

    /**
     * @throws NotVouched if there is no answer, or a status of 500 and more; {@link Outage} tells
     *     the log
     */
    HTTPResponse send(HTTPRequest request) throws ParseException {
        Map<String, String> headers = new LinkedHashMap<>();
        request.getHeaderMap().forEach((name, values) -> headers.put(name, values.get(0)));
        String body = request.getBody();
        URI url = request.getURI();
        Request ours =
                new Request(
                        request.getMethod().name(),
                        url.toString(),
                        headers,
                        body == null ? null : body.getBytes(StandardCharsets.UTF_8));
        Response answer = told(url, () -> answer(url, ours));
        HTTPResponse response = new HTTPResponse(answer.status());
        String type = answer.header("Content-Type");
        if (type != null) {
            response.setContentType(type);
        }
        response.setBody(text(answer));
        return response;
    }

    private Response answer(URI url, Request request) {
        Response answer = call(request);
        if (answer.status() >= SERVER_ERROR) {
            throw NotVouched.outage(
                    "the provider answered "
                            + answer.status()
                            + " at "
                            + url
                            + "; try again, or tell an administrator");
        }
        return answer;
    }

    private Response call(Request request) {
        try {
            return transport.call(request);
        } catch (Unreachable e) {
            throw NotVouched.outage(
                    "the provider gives no answer: "
                            + e.getMessage()
                            + "; try again, or tell an administrator");
        }
    }

    private static String text(Response answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
