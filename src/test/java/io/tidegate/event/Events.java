package io.tidegate.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Texts of events, and what the reader says of them. */
final class Events {
    static final EventReader READER = new EventReader(1 << 20);

    private Events() {}

    /** An event with its three attributes, and these members behind them. */
    static String with(String members) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"a.b\""
                + (members.isEmpty() ? "" : "," + members)
                + "}";
    }

    static Event read(String structured) throws InvalidEvent {
        return READER.structured(structured.getBytes(UTF_8));
    }

    static InvalidEvent refusal(String structured) {
        return refused(() -> read(structured));
    }

    static InvalidEvent refused(ThrowingCallable reading) {
        return Assertions.catchThrowableOfType(InvalidEvent.class, reading);
    }

    static String data(Event event) {
        return new String(event.data(), UTF_8);
    }
}
