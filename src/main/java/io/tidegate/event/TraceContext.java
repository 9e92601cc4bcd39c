package io.tidegate.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an event stands in a distributed trace, in W3C Trace Context's words. What is malformed is
 * no context: it is never a reason to refuse an event.
 *
 * @param traceparent {@code 00-<trace id>-<span id>-<flags>}
 * @param tracestate the vendors' part, without line ends or references; null: none
 */
public record TraceContext(String traceparent, @Nullable String tracestate) {
    /** The header, and the attribute of CloudEvents' distributed tracing extension. */
    public static final String TRACEPARENT = "traceparent";

    /** As {@link #TRACEPARENT}. */
    public static final String TRACESTATE = "tracestate";

    /** What must be handed on at least, and is at most here. */
    private static final int LONGEST_STATE = 512;

    private static final int LENGTH = 55;
    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;

    /** Of what stands in a header or an attribute; null: there is none, or it is malformed. */
    public static @Nullable TraceContext of(@Nullable String parent, @Nullable String state) {
        if (parent == null) {
            return null;
        }
        String text = parent.strip();
        if (!isParent(text)) {
            return null;
        }
        return new TraceContext(text.startsWith("00") ? text : known(text), usable(state));
    }

    /** Of headers, each as often as it came: the parent once, the state's members in a row. */
    public static @Nullable TraceContext of(List<String> parents, List<String> states) {
        return parents.size() == 1
                ? of(parents.get(0), states.isEmpty() ? null : String.join(",", states))
                : null;
    }

    /** Of CloudEvents' distributed tracing extension. */
    static @Nullable TraceContext of(Event event) {
        return event.extensions().get(TRACEPARENT) instanceof String parent
                ? of(
                        parent,
                        event.extensions().get(TRACESTATE) instanceof String state ? state : null)
                : null;
    }

    /** Of {@link #text()}; null of null. */
    public static @Nullable TraceContext read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int space = text.indexOf(' ');
        return space < 0 ? of(text, null) : of(text.substring(0, space), text.substring(space + 1));
    }

    /** As it is stored: the parent, and behind a space the state, if there is one. */
    public String text() {
        return tracestate == null ? traceparent : traceparent + " " + tracestate;
    }

    /** 32 hexadecimal digits. */
    public String traceId() {
        return traceparent.substring(TRACE_ID, SPAN_ID - 1);
    }

    /** 16 hexadecimal digits. */
    public String spanId() {
        return traceparent.substring(SPAN_ID, FLAGS - 1);
    }

    /** Two hexadecimal digits. */
    public String flags() {
        return traceparent.substring(FLAGS);
    }

    /** What this version knows of a later one: its ids, and whether it is sampled. */
    private static String known(String later) {
        int flags = Character.digit(later.charAt(FLAGS + 1), 16);
        return "00" + later.substring(2, FLAGS) + ((flags & 1) == 1 ? "01" : "00");
    }

    private static boolean isParent(String text) {
        return text.length() >= LENGTH
                && (text.length() == LENGTH
                        || (!text.startsWith("00") && text.charAt(LENGTH) == '-'))
                && isHex(text, 0, 2)
                && !text.startsWith("ff")
                && text.charAt(TRACE_ID - 1) == '-'
                && isHex(text, TRACE_ID, SPAN_ID - 1)
                && !isZero(text, TRACE_ID, SPAN_ID - 1)
                && text.charAt(SPAN_ID - 1) == '-'
                && isHex(text, SPAN_ID, FLAGS - 1)
                && !isZero(text, SPAN_ID, FLAGS - 1)
                && text.charAt(FLAGS - 1) == '-'
                && isHex(text, FLAGS, LENGTH);
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    /** Printable ASCII, each member {@code key=value}; the rest is dropped as a whole. */
    private static @Nullable String usable(@Nullable String state) {
        String text = state == null ? "" : state.strip();
        if (text.isEmpty() || text.length() > LONGEST_STATE || text.contains("{{")) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c >= 0x7f) {
                return null;
            }
        }
        for (String member : text.split(",")) {
            if (!member.isBlank() && member.strip().indexOf('=') < 1) {
                return null;
            }
        }
        return text;
    }
}
