package io.tidegate.intake;

import io.tidegate.event.BackfillType;
import io.tidegate.event.Event;
import io.tidegate.event.InvalidEvent;
import java.util.List;

/**
 * The types and sources of events that other doors make: a producer that used them could act on
 * accounts without the connector's verification, or take an id that a third party's post needs.
 */
public final class Reserved {
    private static final String TYPES = "inflow.";
    private static final List<String> SOURCES = List.of("/inflow/", "/webhooks/", "/backfill/");

    private Reserved() {}

    /** A single event; refused if it is another door's. */
    public static void check(Event event) throws InvalidEvent {
        check(event, "");
    }

    /**
     * @param batch whether the events stood in a list
     */
    static void check(List<Event> events, boolean batch) throws InvalidEvent {
        for (int i = 0; i < events.size(); i++) {
            check(events.get(i), batch ? "/" + i : "");
        }
    }

    private static void check(Event event, String at) throws InvalidEvent {
        if (event.type().regionMatches(true, 0, TYPES, 0, TYPES.length())) {
            throw InvalidEvent.refused(
                    at + "/type",
                    "types that begin with inflow. are reserved for what is posted to /inflow/{connector}:"
                            + " send it there, or take another type");
        }
        String backfill = BackfillType.PREFIX;
        if (event.type().regionMatches(true, 0, backfill, 0, backfill.length())) {
            throw InvalidEvent.refused(
                    at + "/type",
                    "types that begin with backfill. are reserved for what a backfill makes of accounts:"
                            + " take another type");
        }
        for (String source : SOURCES) {
            if (event.source().startsWith(source)) {
                throw InvalidEvent.refused(
                        at + "/source",
                        "sources that begin with "
                                + source
                                + " are reserved for what is posted there: take another source");
            }
        }
    }
}
