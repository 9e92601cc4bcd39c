package io.tidegate.api;

import io.tidegate.api.LiveChanges.Taken;
import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What listeners are told next; asked by one thread at a time. */
final class LiveNews {
    /** Failed queries are resolved, and files edited, without a change being told. */
    private static final int LOOK_EVERY = 4;

    private static final Taken NOTHING = new Taken(0, Outcomes.NONE, Set.of());

    private final SqlReader reader;
    private final ConnectorDirectory directory;
    private final LiveChanges changes;
    private int asked;
    private long open;
    private int seen;
    private long configuration;

    LiveNews(SqlReader reader, ConnectorDirectory directory, LiveChanges changes) {
        this.reader = reader;
        this.directory = directory;
        this.changes = changes;
    }

    /** Null if there is nothing new. */
    @Nullable String next() {
        Taken taken = changes.take();
        asked++;
        boolean looks = !taken.isEmpty() || asked % LOOK_EVERY == 0;
        return looks && (look() || !taken.isEmpty()) ? event(taken) : null;
    }

    /** How it is, without a change. */
    String now() {
        look();
        return event(NOTHING);
    }

    /** Whether anything is not what it was. */
    private boolean look() {
        long openBefore = open;
        long configurationBefore = configuration;
        open =
                reader.read(c -> SqlOpen.perConnector(c, reader.dialect())).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        int now = directory.connectors().stream().map(LiveNews::standing).toList().hashCode();
        configuration += now == seen ? 0 : 1;
        seen = now;
        return open != openBefore || configuration != configurationBefore;
    }

    /** All but its window, which is never the same. */
    private static List<?> standing(ConnectorView view) {
        return List.of(view.label(), view.way(), view.retry(), view.condition());
    }

    private String event(Taken taken) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("accepted", taken.accepted());
        data.put("ended", taken.ended().ends());
        data.put("connectors", List.copyOf(taken.connectors()));
        data.put("failedQueries", open);
        data.put("configuration", configuration);
        String json = new String(Json.write(data), StandardCharsets.UTF_8);
        return "event: changed\ndata: " + json + "\n\n";
    }
}
