package io.tidegate.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 by hand, so that it can be wrong; no answer may tell of the code that made it. */
public final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    /**
     * @param headers names in lower case
     */
    public record Answer(int status, Map<String, String> headers, String body) {}

    public Wire(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** One request, one answer, on a connection of its own. */
    public static Answer once(int port, String request) throws IOException {
        try (Wire wire = new Wire(port)) {
            return wire.send(request).read();
        }
    }

    /** A POST to {@code /events}; header lines end with CRLF. */
    public static String post(String token, String headers, String body) {
        return "POST /events HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer "
                + token
                + "\r\n"
                + headers
                + "Content-Length: "
                + body.getBytes(UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    public Wire send(String text) throws IOException {
        return send(text.getBytes(UTF_8));
    }

    public Wire send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    public Answer read() throws IOException {
        String[] head = head().split("\r\n");
        int status = Integer.parseInt(head[0].split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            headers.put(
                    head[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    head[i].substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = socket.getInputStream().readNBytes(length);
        Answer answer = new Answer(status, headers, new String(body, UTF_8));
        assertThat(answer.toString())
                .doesNotContain(
                        "Exception", "io.tidegate", "\tat ", "java.", "io.vertx", "io.netty");
        return answer;
    }

    private String head() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int end = 0;
        while (end < 4) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("closed after \"" + head.toString(ISO_8859_1) + "\"");
            }
            head.write(b);
            end = b == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : b == '\r' ? 1 : 0;
        }
        return head.toString(ISO_8859_1);
    }

    /** Whether the server closes, without another byte, before patience ends. */
    public boolean isClosedByServer() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
