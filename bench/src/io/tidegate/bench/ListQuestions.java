package io.tidegate.bench;

import io.tidegate.journal.SqlJournal;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What is asked of the API: each list bare, by each filter alone, and by those that the console
 * puts together; its first page and one far down.
 */
final class ListQuestions {
    private final Lot lot;
    private final int middle;
    private final List<ListQuestion> all = new ArrayList<>();

    private ListQuestions(Lot lot) {
        this.lot = lot;
        this.middle = plain(lot);
    }

    /** One in the middle that was delivered, with an event of its own. */
    private static int plain(Lot lot) {
        int number = lot.deliveries() / 2;
        while (lot.end(number) != Lot.End.DELIVERED || lot.isOfSameEvent(number)) {
            number++;
        }
        return number;
    }

    static List<ListQuestion> of(Lot lot) {
        ListQuestions questions = new ListQuestions(lot);
        questions.deliveries();
        questions.events();
        questions.failedQueries();
        questions.audit();
        questions.others();
        return questions.all;
    }

    /** Those that grow with the connectors that had something to do. */
    static List<ListQuestion> ofConnectors(Lot lot) {
        ListQuestions questions = new ListQuestions(lot);
        questions.overview();
        return questions.all;
    }

    private void deliveries() {
        String path = "/api/deliveries";
        list(path, "");
        deep(path, "");
        for (String connector :
                List.of(Lot.name(1), Lot.name(lot.connectors() - 1), Lot.name(lot.connectors()))) {
            list(path, "connector", connector);
            deep(path, "connector", connector);
        }
        for (Lot.End end : Lot.End.values()) {
            list(path, "status", end.word());
            deep(path, "status", end.word());
            list(path, "connector", Lot.name(1), "status", end.word());
            list(path, "connector", Lot.name(lot.connectors() - 1), "status", end.word());
        }
        list(path, "connector", Lot.name(Lot.INACTIVE), "status", "pending");
        ask(path + "?status=delivering");
        list(path, "event", lot.eventId(middle));
        about(path);
        list(path, "connector", Lot.name(1), "text", "User-" + 4_242);
        list(path, "status", "failed", "text", "503 from");
        list(path, "status", "failed", "text", "nowhere to be found");
        list(path, "status", "failed", "subject", lot.subject(middle));
        list(path, "status", "waiting", "subject", lot.subject(middle));
        ask(path + "/" + lot.id(middle));
    }

    private void events() {
        String path = "/api/events";
        list(path, "");
        deep(path, "");
        about(path);
        ask(path + "/" + lot.eventId(middle));
        ask(path + "/" + lot.eventId(middle) + "/trace");
        ask(path + "/" + lot.eventId(middle / Lot.CAUSED * Lot.CAUSED) + "/trace");
    }

    /** What deliveries and events have in common. */
    private void about(String path) {
        list(path, "source", lot.source(1));
        list(path, "source", "urn:nobody");
        list(path, "type", Lot.type(1));
        list(path, "type", Lot.type(lot.connectors() - 1));
        deep(path, "type", Lot.type(1));
        list(path, "subject", lot.subject(middle));
        deep(path, "subject", lot.subject(middle));
        period(path);
        list(path, "text", "com.crowd.n1");
        list(path, "text", lot.subject(middle));
        list(path, "text", lot.eventId(middle));
        list(path, "text", "nowhere to be found");
        deep(path, "text", "nowhere to be found");
    }

    private void failedQueries() {
        String path = "/api/failed-queries";
        list(path, "");
        deep(path, "");
        for (String state : List.of("open", "replayed", "discarded")) {
            list(path, "state", state);
            deep(path, "state", state);
            list(path, "connector", Lot.name(1), "state", state);
        }
        list(path, "connector", Lot.name(1));
        list(path, "connector", Lot.name(lot.connectors() - 1));
        list(path, "type", Lot.type(1));
        list(path, "subject", lot.subject(middle));
        list(path, "stage", "request");
        list(path, "stage", "mapping");
        list(path, "status", "503");
        list(path, "status", "404");
        period(path);
        list(path, "text", "503 FROM");
        list(path, "text", lot.subject(middle));
        list(path, "text", "nowhere to be found");
        list(path, "state", "open", "text", "nowhere to be found");
        list(path, "state", "open", "connector", Lot.name(1), "text", "503");
    }

    private void audit() {
        String path = "/api/audit";
        list(path, "");
        deep(path, "");
        list(path, "who", "person-1");
        list(path, "who", "nobody");
        list(path, "action", "connector.*");
        list(path, "target", Lot.name(1));
        period(path);
    }

    private void period(String path) {
        String from = Instant.ofEpochMilli(lot.at(middle)).toString();
        String to = Instant.ofEpochMilli(lot.at(middle + lot.deliveries() / 100)).toString();
        list(path, "from", from);
        list(path, "to", to);
        list(path, "from", from, "to", to);
    }

    private void others() {
        overview();
        ask("/api/fields?type=" + Lot.type(1));
        ask("/api/fields?type=" + Lot.type(lot.connectors()));
        ask("/api/jobs");
        ask("/api/backfills");
        ask("/api/triggers");
        ask("/api/connectors/" + Lot.name(1) + "/way");
    }

    private void overview() {
        ask("/api/overview");
        ask("/api/stats/connectors");
        ask("/api/connectors/" + Lot.name(1) + "/stats");
        ask("/api/connectors");
    }

    private void ask(String path) {
        all.add(new ListQuestion(path, path, false));
    }

    private void list(String path, String... filter) {
        all.add(new ListQuestion(path + query(filter), path + query(filter), true));
    }

    private void deep(String path, String... filter) {
        String query = query(filter);
        String shown = path + query + (query.isEmpty() ? "?" : "&") + "cursor=…";
        long at = path.equals("/api/audit") ? lot.now() - 600_000_000L : lot.at(middle);
        all.add(new ListQuestion(shown, shown.replace("…", cursor(at)), true));
    }

    private static String query(String... filter) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i + 1 < filter.length; i += 2) {
            query.append(query.isEmpty() ? '?' : '&').append(filter[i]).append('=');
            query.append(URLEncoder.encode(filter[i + 1], StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    /** As the API makes them: opaque to others, but this is its own bench. */
    private static String cursor(long at) {
        byte[] bytes =
                ByteBuffer.allocate(9)
                        .put((byte) 1)
                        .putLong(SqlJournal.lowestId(at))
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
