package io.tidegate.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @Test
    void aTraceparentIsReadInItsParts() {
        TraceContext context = TraceContext.of(" " + PARENT + "\t", "a=1, b@c=2");

        assertThat(context).isEqualTo(new TraceContext(PARENT, "a=1, b@c=2"));
        assertThat(context.traceId()).isEqualTo(TRACE);
        assertThat(context.spanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(context.flags()).isEqualTo("01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
                "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
                "0-4bf92f3577b34da6a3ce929d0e0e47361-00f067aa0ba902b7-01"
            })
    void whatIsMalformedIsNoContext(String text) {
        assertThat(TraceContext.of(text, "a=1")).isNull();
        assertThat(TraceContext.read(text)).isNull();
    }

    @Test
    void ofALaterVersionTheKnownPartIsHandedOn() {
        assertThat(
                        TraceContext.of(
                                "cc-" + TRACE + "-00f067aa0ba902b7-ff-what-the-future-will-be",
                                null))
                .isEqualTo(new TraceContext(PARENT, null));
        assertThat(TraceContext.of("01-" + TRACE + "-00f067aa0ba902b7-f2", null).flags())
                .isEqualTo("00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  ",
                "no-value",
                "a=1,no-value",
                "=1",
                "a=1\r\nX-Injected: 1",
                "a=\u00e4",
                "a={{secret:crm-token}}",
                "a=\u0000"
            })
    void aStateThatCannotBeHandedOnIsLeftOutAlone(String state) {
        assertThat(TraceContext.of(PARENT, state)).isEqualTo(new TraceContext(PARENT, null));
    }

    @Test
    void aStateHasAtMost512Characters() {
        String longest = "a=" + "x".repeat(510);

        assertThat(TraceContext.of(PARENT, longest).tracestate()).isEqualTo(longest);
        assertThat(TraceContext.of(PARENT, longest + "x").tracestate()).isNull();
    }

    @Test
    void itIsStoredAsOneText() {
        for (TraceContext context :
                List.of(new TraceContext(PARENT, null), new TraceContext(PARENT, "a=1, b=2"))) {
            assertThat(TraceContext.read(context.text())).isEqualTo(context);
        }
        assertThat(TraceContext.read(null)).isNull();
    }

    @Test
    void twoParentsAreNoneAndStatesAreOneRow() {
        assertThat(TraceContext.of(List.of(PARENT, PARENT), List.of())).isNull();
        assertThat(TraceContext.of(List.of(), List.of("a=1"))).isNull();
        assertThat(TraceContext.of(List.of(PARENT), List.of("a=1", "b=2")).tracestate())
                .isEqualTo("a=1,b=2");
    }

    @Test
    void anEventStandsWhereItSaysUnlessWhoBroughtItSaysElse() throws InvalidEvent {
        Event event =
                Events.read(
                        Events.with("\"traceparent\":\"" + PARENT + "\",\"tracestate\":\"a=1\""));
        TraceContext nearer = TraceContext.of("00-" + TRACE + "-00f067aa0ba90001-01", null);

        assertThat(event.trace()).isEqualTo(new TraceContext(PARENT, "a=1"));
        assertThat(event.in(nearer).trace()).isEqualTo(nearer);
        assertThat(event.in(nearer).ownTrace()).isEqualTo(event.trace());
        assertThat(Events.read(Events.with("\"traceparent\":\"00-1\"")).trace()).isNull();
        assertThat(Events.read(Events.with("\"traceparent\":7")).trace()).isNull();
    }
}
