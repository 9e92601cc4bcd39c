package io.tidegate.sandbox;

import io.tidegate.connector.TimeSpan;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a third party misbehaves.
 *
 * @param share of its answers that fail, 0 to 1
 * @param status that a failing answer has
 * @param delay before every answer
 * @param off true if it closes every connection without an answer
 */
record Breakage(double share, int status, Duration delay, boolean off) {
    static final Breakage NONE = new Breakage(0, 500, Duration.ZERO, false);
    static final List<String> WORDS = List.of("fail", "status", "delay", "off", "host");

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /**
     * Reads {@code fail=0.3}, {@code status=503}, {@code delay=2s}, {@code off}; a status without a
     * share fails every answer.
     *
     * @throws IllegalArgumentException with the value seen and the ones allowed
     */
    static Breakage parse(MultiMap words) {
        for (String name : words.names()) {
            if (!WORDS.contains(name)) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" is none of " + String.join(", ", WORDS));
            }
        }
        double share =
                words.contains("fail")
                        ? share(words.get("fail"))
                        : words.contains("status") ? 1 : 0;
        int status = words.contains("status") ? status(words.get("status")) : NONE.status;
        Duration delay = words.contains("delay") ? delay(words.get("delay")) : Duration.ZERO;
        return new Breakage(share, status, delay, words.contains("off"));
    }

    private static double share(String text) {
        if (!text.matches("0|1|0?\\.\\d{1,6}|1\\.0+|0\\.0+")) {
            throw new IllegalArgumentException(
                    "fail is a share from 0 to 1, such as 0.3, not \"" + text + "\"");
        }
        return Double.parseDouble(text);
    }

    private static int status(String text) {
        if (!text.matches("[2-5]\\d\\d")) {
            throw new IllegalArgumentException(
                    "status is from 200 to 599, such as 503, not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private static Duration delay(String text) {
        return TimeSpan.parse(text)
                .filter(delay -> delay.compareTo(LONGEST) <= 0)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "delay is a time up to 2m, such as 2s or 500ms, not \""
                                                + text
                                                + "\""));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fail", share);
        json.put("status", status);
        json.put("delay", TimeSpan.text(delay));
        json.put("off", off);
        return json;
    }

    @Override
    public String toString() {
        if (off) {
            return "off";
        }
        String failing =
                share > 0 ? Math.round(share * 100) + " % answered " + status : "answers well";
        return delay.isZero() ? failing : failing + ", after " + TimeSpan.text(delay);
    }
}
