package io.tidegate.bus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a broker; from a moment on, connections stay open and nothing goes through. */
final class StallingProxy implements AutoCloseable {
    private final ServerSocket listening =
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean stalled;

    /**
     * @param target a port of this machine
     */
    StallingProxy(int target) throws IOException {
        this.target = target;
        background(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void stall() {
        stalled = true;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void background(Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (IOException e) {
                                // closed
                            }
                        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket from = listening.accept();
            open.add(from);
            Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(to);
            background(() -> pass(from.getInputStream(), to.getOutputStream()));
            background(() -> pass(to.getInputStream(), from.getOutputStream()));
        }
    }

    private void pass(InputStream in, OutputStream out) throws IOException {
        byte[] bytes = new byte[8_192];
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
            if (!stalled) {
                out.write(bytes, 0, read);
                out.flush();
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
