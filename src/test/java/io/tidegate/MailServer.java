package io.tidegate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes mails, as much of SMTP as a client needs for it. */
final class MailServer implements AutoCloseable {
    final List<String> mails = new CopyOnWriteArrayList<>();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile boolean refusing;

    MailServer() throws IOException {
        Thread thread = new Thread(this::accept, "mail server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    void refuse(boolean all) {
        refusing = all;
    }

    private void accept() {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    serve(socket);
                } catch (IOException e) {
                    if (server.isClosed()) {
                        return;
                    }
                }
            }
        } catch (RuntimeException e) {
            throw new IllegalStateException("the test's mail server", e);
        }
    }

    private void serve(Socket socket) throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream();
        say(out, "220 mail");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String word = line.split(" ")[0].toUpperCase(Locale.ROOT);
            switch (word) {
                case "DATA" -> {
                    say(out, "354 go on");
                    mails.add(data(in));
                    say(out, "250 taken");
                }
                case "MAIL" -> say(out, refusing ? "451 later" : "250 fine");
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 fine");
            }
        }
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
