package io.tidegate.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes log lines to the standard output from a thread of its own, all that came within some
 * milliseconds as one write: a line of its own for each would cost more than building it. Lines are
 * never dropped; who logs waits when {@value #ROOM} lines wait.
 */
public final class LineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    static final int ROOM = 16_384;

    private static final int AT_ONCE = 1_024;
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long STOP_MILLIS = 2_000;

    private final BlockingQueue<ILoggingEvent> waiting = new ArrayBlockingQueue<>(ROOM);
    private final OutputStream out;
    private @Nullable Encoder<ILoggingEvent> encoder;
    private @Nullable Thread thread;

    public LineAppender() {
        this(System.out);
    }

    LineAppender(OutputStream out) {
        this.out = out;
    }

    /** Called by logback as it reads its configuration. */
    public void setEncoder(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    @Override
    public void start() {
        Encoder<ILoggingEvent> lines = encoder;
        if (lines == null) {
            addError("the appender " + getName() + " has no encoder: it writes nothing");
            return;
        }
        super.start();
        thread = new Thread(() -> run(lines), "log");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        try {
            waiting.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Encoder<ILoggingEvent> lines) {
        List<ILoggingEvent> batch = new ArrayList<>(AT_ONCE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(AT_ONCE * 64);
        while (isStarted() || !waiting.isEmpty()) {
            try {
                ILoggingEvent first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
            } catch (InterruptedException stopping) {
                continue; // what waits is still written
            }
            waiting.drainTo(batch, AT_ONCE - 1);
            write(batch, lines, bytes);
            if (batch.size() < AT_ONCE && isStarted()) {
                LockSupport.parkNanos(GATHER_NANOS);
            }
            batch.clear();
        }
    }

    private void write(
            List<ILoggingEvent> batch, Encoder<ILoggingEvent> lines, ByteArrayOutputStream bytes) {
        try {
            for (ILoggingEvent event : batch) {
                bytes.writeBytes(lines.encode(event));
            }
            bytes.writeTo(out);
            out.flush();
        } catch (Exception e) {
            addError("log lines could not be written", e);
        } finally {
            bytes.reset();
        }
    }

    /** Returns when what was logged before is written, or after two seconds. */
    @Override
    public void stop() {
        Thread writing = thread;
        if (!isStarted() || writing == null) {
            return;
        }
        super.stop();
        LockSupport.unpark(writing);
        try {
            writing.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
