package io.tidegate.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends one HTTP request and waits for its answer; bounded in time by whoever implements it. */
@FunctionalInterface
public interface Transport {
    /**
     * @throws Unreachable without an answer
     */
    Response call(Request request) throws Unreachable;

    /**
     * @param url may hold an API key
     * @param headers may hold secrets: a request is never logged or kept
     */
    record Request(String method, String url, Map<String, String> headers, byte @Nullable [] body) {
        public Request {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }

        /** Says neither query nor headers: they hold secrets. */
        @Override
        public String toString() {
            return method + " " + url.replaceFirst("\\?.*", "");
        }
    }

    /**
     * @param headers names in any case
     * @param millis from sending to the last byte
     */
    record Response(int status, Map<String, String> headers, byte[] body, long millis) {
        public @Nullable String header(String name) {
            for (Map.Entry<String, String> header : headers.entrySet()) {
                if (header.getKey()
                        .toLowerCase(Locale.ROOT)
                        .equals(name.toLowerCase(Locale.ROOT))) {
                    return header.getValue();
                }
            }
            return null;
        }

        /** What Retry-After says in seconds, at most a day; null: nothing that can be read. */
        public @Nullable Duration retryAfter() {
            String seconds = header("Retry-After");
            return seconds != null && seconds.strip().matches("\\d{1,5}")
                    ? Duration.ofSeconds(Math.min(86_400, Long.parseLong(seconds.strip())))
                    : null;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** There was no answer. */
    final class Unreachable extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean neverSent;

        /**
         * @param neverSent whether it is sure that the provider saw nothing of it
         */
        public Unreachable(String message, boolean neverSent) {
            super(message);
            this.neverSent = neverSent;
        }

        public boolean neverSent() {
            return neverSent;
        }
    }
}
