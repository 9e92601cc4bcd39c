package io.tidegate.inflow;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What was posted to one connector within its {@code dedupe} time: the same content is the same
 * event as the first, until that time has passed since the first.
 */
final class RecentContent {
    static final int AT_MOST = 100_000;

    private final long window;
    private final Clock clock;
    private final UnaryOperator<byte[]> identity;
    private final Map<ByteBuffer, First> firsts = new LinkedHashMap<>();

    /**
     * @param at ms since 1970
     */
    private record First(String id, long at) {}

    /**
     * @param window ms
     * @param identity what tells stored data apart, as it is handed to {@link #idOf}
     */
    RecentContent(long window, Clock clock, UnaryOperator<byte[]> identity) {
        this.identity = identity;
        this.window = window;
        this.clock = clock;
    }

    /** An event that was stored before, in the order of their times. */
    synchronized void remember(byte[] data, String id, long at) {
        firsts.putIfAbsent(hash(identity.apply(data)), new First(id, at));
        forget();
    }

    /** The id of the first with this content; if it is itself the first, the given one. */
    synchronized String idOf(byte[] data, String id) {
        forget();
        First now = new First(id, clock.millis());
        First first = firsts.putIfAbsent(hash(data), now);
        return first == null ? id : first.id();
    }

    private void forget() {
        long from = clock.millis() - window;
        Iterator<First> oldest = firsts.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().at() >= from && firsts.size() <= AT_MOST) {
                return;
            }
            oldest.remove();
        }
    }

    private static ByteBuffer hash(byte[] data) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
