package io.tidegate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidegate.delivery.Flight;
import io.tidegate.event.Event;
import io.tidegate.event.Event.Attributes;
import io.tidegate.event.TraceContext;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.DeliveryRef;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class DeliveryLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("tidegate");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ch.qos.logback.classic.Level before = logger.getLevel();

    @BeforeEach
    void listen() {
        logger.setLevel(ch.qos.logback.classic.Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(before);
    }

    @Test
    void aRetryIsOneLineWithEveryId() {
        log(
                "e1",
                new Change.Waiting(1_700_000_000_000L, "request", "the third party answered 503"),
                new Attempt(2, 1L, 41, 503, null, "the third party answered 503"));

        assertThat(line())
                .isEqualTo(
                        "waiting delivery=5 connector=crm event=e1 attempt=2 status=503 ms=41"
                                + " due=2023-11-14T22:13:20Z stage=request"
                                + " reason=\"the third party answered 503\"");
    }

    @Test
    void aDeliveryInATraceSaysWhich() {
        TraceContext trace =
                TraceContext.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", null);
        Event event = event("e1").in(trace);

        log(event, new Change.Delivered(null), null);
        DeliveryLog.accepted(new Acceptance(event, true, List.of()));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "delivered delivery=5 connector=crm event=e1"
                                + " trace-id=4bf92f3577b34da6a3ce929d0e0e4736",
                        "duplicate event=e1 source=/test type=Register"
                                + " trace-id=4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void aFailedQueryIsNamed() {
        Change.Query query =
                new Change.Query(77, "e1", "Register", "u1", new Change.Tries(0, null, 1L));

        log("e1", new Change.Failed("mapping", "email is required", query), null);

        assertThat(line())
                .isEqualTo(
                        "failed delivery=5 connector=crm event=e1 failed-query=77 stage=mapping"
                                + " reason=\"email is required\"")
                .doesNotContain("u1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    plain-1.x:y/z  | plain-1.x:y/z
                    two words      | "two words"
                    a=b            | "a=b"
                    ''             | ""
                    say "x"        | "say \\"x\\""
                    back\\slash    | "back\\\\slash"
                    Zoë            | "Zoë"
                    """)
    void aValueIsQuotedWhenItMustBe(String id, String shown) {
        log(id, new Change.Delivered(null), null);

        assertThat(line()).isEqualTo("delivered delivery=5 connector=crm event=" + shown);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                '\n', '\r', '\t', 0, 0x1b, 0x7f, 0x85, 0x9b, 0x200b, 0x200e, 0x202e, 0x2066, 0x2069,
                0xfeff, 0x2028, 0x2029, 0xad, 0xd800
            })
    void aCharacterThatCouldForgeOrTurnALineIsEscaped(int character) {
        String id = "a" + (char) character + "b";

        log(id, new Change.Delivered(null), null);

        assertThat(line())
                .isEqualTo(
                        "delivered delivery=5 connector=crm event=\"a"
                                + String.format("\\u%04x", character)
                                + "b\"");
    }

    private String line() {
        assertThat(lines.list).hasSize(1);
        return lines.list.get(0).getFormattedMessage();
    }

    private static Event event(String id) {
        return new Event(
                new Attributes(id, "/test", "Register", "u1", null, Attributes.Optional.NONE),
                null);
    }

    private static void log(String eventId, Change change, Attempt attempt) {
        log(event(eventId), change, attempt);
    }

    private static void log(Event event, Change change, Attempt attempt) {
        Flight flight = new Flight(new Flight.Id(5, "crm", 9, "5"), event, Flight.Round.FIRST);
        DeliveryRecord.Made made = new DeliveryRecord.Made(1, attempt, null, false);
        DeliveryLog.ended(
                flight, new DeliveryRecord(new DeliveryRef(5, "crm", 9), change, made, 1L));
    }
}
