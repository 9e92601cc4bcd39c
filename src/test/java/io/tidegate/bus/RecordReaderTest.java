package io.tidegate.bus;

import static io.tidegate.bus.Published.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.bus.RecordReader.Binding;
import io.tidegate.event.Event;
import io.tidegate.event.InvalidEvent;
import io.tidegate.event.TraceContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/bus\",\"type\":\"a.b\",\"data\":{\"n\": 1}}";

    private static Event kafka(String body, String... headers) throws InvalidEvent {
        return new RecordReader(Binding.KAFKA, 1_024).read(of(body, headers));
    }

    private static Event message(String body, String... headers) throws InvalidEvent {
        return new RecordReader(Binding.MESSAGES, 1_024).read(of(body, headers));
    }

    /** Headers as name, value, name, value. */
    private static BusRecord of(String body, String... headers) {
        List<BusRecord.Header> all = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(new BusRecord.Header(headers[i], headers[i + 1]));
        }
        return new BusRecord(Place.inKafka("t", 0, 7, 1), null, all, bytes(body));
    }

    private static String[] binary(String... more) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "ce_specversion",
                                "1.0",
                                "ce_id",
                                "1",
                                "ce_source",
                                "/bus",
                                "ce_type",
                                "a.b"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String[] with(String[] headers, String name, String value) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(name);
        all.add(value);
        return all.toArray(String[]::new);
    }

    @Test
    void aRecordIsInTheTraceOfItsHeaders() throws InvalidEvent {
        String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        TraceContext trace = TraceContext.of(parent, "a=1");

        assertThat(
                        kafka(
                                        EVENT,
                                        "content-type",
                                        STRUCTURED,
                                        "traceparent",
                                        parent,
                                        "tracestate",
                                        "a=1")
                                .trace())
                .isEqualTo(trace);
        assertThat(kafka("{}", binary("traceparent", parent, "tracestate", "a=1")).trace())
                .isEqualTo(trace);
        assertThat(message("{}", binary("TRACEPARENT", parent, "tracestate", "a=1")).trace())
                .isEqualTo(trace);
        assertThat(kafka("{}", binary("ce_traceparent", parent)).trace().traceparent())
                .isEqualTo(parent);
        assertThat(kafka("{}", binary("traceparent", "00-1")).trace()).isNull();
    }

    @Test
    void aStructuredRecordKeepsTheBytesOfItsData() throws InvalidEvent {
        Event event = kafka(EVENT, "content-type", STRUCTURED + "; charset=utf-8");
        assertThat(event.id()).isEqualTo("1");
        assertThat(event.data()).isEqualTo(bytes("{\"n\": 1}"));
    }

    @Test
    void aBinaryRecordHasItsAttributesInHeaders() throws InvalidEvent {
        Event event =
                kafka(
                        "{\"n\":2}",
                        binary(
                                "ce_subject",
                                "ann",
                                "ce_partitionkey",
                                "p",
                                "content-type",
                                "application/json"));
        assertThat(event.type()).isEqualTo("a.b");
        assertThat(event.subject()).isEqualTo("ann");
        assertThat(event.contentType()).isEqualTo("application/json");
        assertThat(event.extensions()).containsEntry("partitionkey", "p");
        assertThat(event.data()).isEqualTo(bytes("{\"n\":2}"));
    }

    /** The HTTP binding encodes them so; Kafka's does not. */
    @Test
    void aPercentSignInAHeaderIsAPercentSign() throws InvalidEvent {
        assertThat(kafka("{}", binary("ce_subject", "100%25 \"ä\"")).subject())
                .isEqualTo("100%25 \"ä\"");
    }

    @Test
    void otherHeadersAreNotRead() throws InvalidEvent {
        Event event =
                kafka("{}", binary("CamelHttpUri", "http://evil", "kafka.OVERRIDE_TOPIC", "x"));
        assertThat(event.extensions()).isEmpty();
    }

    @Test
    void aRecordThatSaysNothingOfEventsIsNone() {
        assertThatThrownBy(() -> kafka(EVENT))
                .hasMessage(
                        "an event has the header content-type: application/cloudevents+json, or headers that begin"
                                + " with ce_; seen: content-type none, and no such header");
        assertThatThrownBy(() -> kafka("{", "content-type", "application/json"))
                .hasMessageContaining("seen: content-type application/json");
    }

    @Test
    void aRecordIsOneEventAndNoBatch() {
        assertThatThrownBy(
                        () ->
                                kafka(
                                        "[" + EVENT + "]",
                                        "content-type",
                                        "application/cloudevents-batch+json"))
                .hasMessage(
                        "a record is one event, as application/cloudevents+json; seen:"
                                + " application/cloudevents-batch+json");
    }

    @Test
    void aHeaderThatStandsTwiceOrIsNoTextIsRefused() {
        assertThatThrownBy(() -> kafka("{}", binary("ce_id", "2")))
                .hasMessage("the header ce_id stands twice");
        assertThatThrownBy(() -> kafka("{}", with(binary(), "ce_subject", null)))
                .hasMessage("the header ce_subject is not a text in UTF-8");
        assertThatThrownBy(
                        () -> kafka(EVENT, "content-type", STRUCTURED, "Content-Type", STRUCTURED))
                .hasMessage("the header content-type stands twice");
    }

    @Test
    void anEventIsAsLargeAsOneByHttpAndHasNoReservedType() {
        String large = EVENT.replace("{\"n\": 1}", "\"" + "x".repeat(1_024) + "\"");
        assertThatThrownBy(() -> kafka(large, "content-type", STRUCTURED))
                .hasMessageContaining("allowed are 1024");
        assertThatThrownBy(() -> kafka("x".repeat(1_025), binary()))
                .hasMessageContaining("the event has 1025 bytes, allowed are 1024");
        String inflow = EVENT.replace("a.b", "inflow.crm");
        assertThatThrownBy(() -> kafka(inflow, "content-type", STRUCTURED))
                .hasMessageContaining("reserved for what is posted to /inflow/{connector}");
    }

    @Test
    void aMessageThatSaysNothingIsToBeStructured() throws InvalidEvent {
        assertThat(message(EVENT).id()).isEqualTo("1");
        assertThatThrownBy(() -> message("hello")).isInstanceOf(InvalidEvent.class);
    }

    @Test
    void aMessagesAttributesHaveThePrefixOfTheAmqpBinding() throws InvalidEvent {
        for (String prefix : List.of("cloudEvents_", "cloudEvents:", "ce_")) {
            Event event =
                    message(
                            "{}",
                            prefix + "specversion",
                            "1.0",
                            prefix + "id",
                            "9",
                            prefix + "source",
                            "/bus",
                            prefix + "type",
                            "a.b");
            assertThat(event.id()).as(prefix).isEqualTo("9");
        }
    }
}
