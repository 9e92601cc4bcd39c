package io.tidegate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineAppenderTest {
    private final LoggerContext context = new LoggerContext();

    {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    private LineAppender appender(OutputStream out) {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(context);
        lines.setPattern("%-5level %msg%n");
        lines.start();
        LineAppender appender = new LineAppender(out);
        appender.setContext(context);
        appender.setEncoder(lines);
        appender.start();
        return appender;
    }

    private Logger logger(LineAppender appender) {
        Logger logger = context.getLogger("test");
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
        return logger;
    }

    @Test
    void aStopWritesAllThatWasLoggedInItsOrder() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineAppender appender = appender(out);
        Logger logger = logger(appender);
        List<String> expected = IntStream.range(0, 5_000).mapToObj(i -> "INFO  line " + i).toList();
        IntStream.range(0, 5_000).forEach(i -> logger.info("line {}", i));

        appender.stop();

        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList()).isEqualTo(expected);
    }

    @Test
    void manyLinesAreOneWrite() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Writes out = new Writes(begun, go);
        LineAppender appender = appender(out);
        Logger logger = logger(appender);
        logger.info("first");
        begun.await();
        IntStream.range(0, 900).forEach(i -> logger.info("line {}", i));
        go.countDown();

        appender.stop();

        assertThat(out.lines).isEqualTo(901);
        assertThat(out.writes).isEqualTo(2);
    }

    @Test
    void anOutputThatFailsDoesNotEndTheLog() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineAppender appender =
                appender(
                        new OutputStream() {
                            private boolean failed;

                            @Override
                            public void write(int b) {
                                throw new UnsupportedOperationException();
                            }

                            @Override
                            public void write(byte[] bytes, int from, int length)
                                    throws IOException {
                                if (!failed) {
                                    failed = true;
                                    throw new IOException("No space left on device");
                                }
                                out.write(bytes, from, length);
                            }
                        });
        Logger logger = logger(appender);
        logger.info("lost");
        org.awaitility.Awaitility.await()
                .until(() -> !context.getStatusManager().getCopyOfStatusList().isEmpty());
        logger.info("kept");

        appender.stop();

        assertThat(out.toString(StandardCharsets.UTF_8).strip()).isEqualTo("INFO  kept");
    }

    /** Counts; its first write waits. */
    private static final class Writes extends OutputStream {
        private final CountDownLatch begun;
        private final CountDownLatch go;
        private int writes;
        private long lines;

        Writes(CountDownLatch begun, CountDownLatch go) {
            this.begun = begun;
            this.go = go;
        }

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            writes++;
            lines +=
                    new String(bytes, from, length, StandardCharsets.UTF_8)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
