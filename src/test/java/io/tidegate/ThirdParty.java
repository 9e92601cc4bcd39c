package io.tidegate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A third party on plain sockets, that answers as no server would. */
final class ThirdParty implements AutoCloseable {
    static final Manner FINE =
            out -> out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile Manner manner = FINE;

    /** Writes one answer. */
    @FunctionalInterface
    interface Manner {
        void answer(OutputStream out) throws IOException;
    }

    ThirdParty() throws IOException {
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void behave(Manner next) {
        manner = next;
    }

    void says(String answer) {
        manner = out -> out.write(ascii(answer));
    }

    static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "third party");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (true) {
                requests.add(read(socket.getInputStream()));
                manner.answer(socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (IOException gone) {
            // the other side has enough
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed");
            }
            head.write(b);
        }
        String text = head.toString(ISO_8859_1);
        Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(text);
        int left = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return text + new String(in.readNBytes(left), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
