package io.tidegate.observe;

import io.tidegate.delivery.Flight;
import io.tidegate.event.TraceContext;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Acceptance.NewDelivery;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each step, {@code word key=value …}, with every id; never a payload. A subject is
 * left out since it often is an address; it is found by the event's id.
 */
final class DeliveryLog {
    private static final Logger LOG = LoggerFactory.getLogger("tidegate");

    private DeliveryLog() {}

    static void accepted(Acceptance acceptance) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        StringBuilder line =
                new StringBuilder(200).append(acceptance.duplicate() ? "duplicate" : "accepted");
        add(line, "event", acceptance.event().id());
        add(line, "source", acceptance.event().source());
        add(line, "type", acceptance.event().type());
        trace(line, acceptance.event().trace());
        if (!acceptance.deliveries().isEmpty()) {
            line.append(" deliveries=");
            String comma = "";
            for (NewDelivery delivery : acceptance.deliveries()) {
                line.append(comma)
                        .append(delivery.ref().connector())
                        .append(':')
                        .append(delivery.ref().id());
                comma = ",";
            }
        }
        LOG.info(line.toString());
    }

    static void ended(Flight flight, DeliveryRecord what) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        StringBuilder line = new StringBuilder(240).append(what.change().word());
        line.append(" delivery=").append(flight.id().delivery());
        add(line, "connector", flight.id().connector());
        add(line, "event", flight.event().id());
        trace(line, flight.trace());
        Attempt attempt = what.made().attempt();
        if (attempt != null) {
            line.append(" attempt=").append(attempt.number());
            if (attempt.status() != null) {
                line.append(" status=").append(attempt.status());
            }
            line.append(" ms=").append(attempt.durationMs());
        }
        reason(line, what.change());
        LOG.info(line.toString());
    }

    private static void trace(StringBuilder line, @Nullable TraceContext trace) {
        if (trace != null) {
            add(line, "trace-id", trace.traceId());
        }
    }

    private static void reason(StringBuilder line, Change change) {
        if (change instanceof Change.Waiting waiting) {
            line.append(" due=").append(java.time.Instant.ofEpochMilli(waiting.dueAt()));
            stage(line, waiting.stage(), waiting.reason());
        } else if (change instanceof Change.Skipped skipped) {
            stage(line, skipped.stage(), skipped.reason());
        } else if (change instanceof Change.Failed failed) {
            line.append(" failed-query=").append(failed.query().id());
            stage(line, failed.stage(), failed.reason());
        } else if (change instanceof Change.HooksFailed failed) {
            stage(line, failed.stage(), failed.reason());
        }
    }

    private static void stage(StringBuilder line, String stage, String reason) {
        line.append(" stage=").append(stage);
        add(line, "reason", reason);
    }

    private static void add(StringBuilder line, String key, String value) {
        line.append(' ').append(key).append('=');
        boolean plain = !value.isEmpty();
        for (int i = 0; i < value.length() && plain; i++) {
            char c = value.charAt(i);
            plain = c > ' ' && c != '"' && c != '=' && c != '\\' && c < 0x7f;
        }
        if (plain) {
            line.append(value);
            return;
        }
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (couldForge(c)) {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    /** Ends a line, or turns the reading direction, for whoever looks at the log. */
    private static boolean couldForge(char c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || Character.isSurrogate(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
