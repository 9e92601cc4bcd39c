package io.tidegate.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody should look at, the most urgent first. */
final class Attention {
    /** More would not be read. */
    static final int MOST = 50;

    private final Happened happened;
    private final List<Item> items = new ArrayList<>();

    /** The order is that of urgency. */
    private enum Kind {
        DOWN,
        BROKEN,
        MISSING,
        FAILS,
        OTHER,
        FAILED_QUERIES,
        HELD;

        String level() {
            return compareTo(OTHER) < 0 ? "error" : "warning";
        }
    }

    /**
     * @param link a page of the console, from {@code #}; null: there is none
     */
    private record Item(Kind kind, String text, @Nullable String connector, @Nullable String link) {
        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("level", kind.level());
            json.put("text", text);
            json.put("connector", connector);
            json.put("link", link);
            return json;
        }
    }

    private Attention(Happened happened) {
        this.happened = happened;
    }

    static List<Map<String, @Nullable Object>> of(Happened happened, Standing.Seen health) {
        Attention attention = new Attention(happened);
        if (health.why() != null) {
            attention.add(Kind.DOWN, "Tidegate is down: " + health.why(), null, null);
        }
        attention.lines(health.degraded());
        happened.ids().forEach(attention::connector);
        return attention.items.stream()
                .sorted(Comparator.comparing(Item::kind))
                .limit(MOST)
                .map(Item::json)
                .toList();
    }

    private void add(Kind kind, String text, @Nullable String connector, @Nullable String link) {
        items.add(new Item(kind, text, connector, link));
    }

    /** Health's own words; what a connector's state says is said below, with its reason. */
    private void lines(List<String> degraded) {
        Set<String> ids = happened.ids();
        for (String line : degraded) {
            Optional<String> of = connectorOf(line).filter(ids::contains);
            if (of.isEmpty()) {
                add(Kind.OTHER, line, null, line.startsWith("routes/") ? "#/connectors" : null);
            } else if (state(of.get()) == ConnectorView.State.ACTIVE) {
                boolean fails = line.contains(" fails: ") || line.contains(" answers all posts ");
                add(fails ? Kind.FAILS : Kind.OTHER, line, of.get(), page(of.get()));
            }
        }
    }

    /** Of a line that begins with a connector's id. */
    private static Optional<String> connectorOf(String line) {
        List<String> words = List.of(line.split(" ", 3));
        return words.size() == 3 && words.get(0).equals("connector")
                ? Optional.of(words.get(1))
                : Optional.empty();
    }

    private ConnectorView.@Nullable State state(String id) {
        ConnectorView view = happened.connectors().get(id);
        return view == null ? null : view.condition().state();
    }

    private static String page(String connector) {
        return "#/connectors/" + connector;
    }

    private void connector(String id) {
        ConnectorView view = happened.connectors().get(id);
        ConnectorView.State state = view == null ? null : view.condition().state();
        long unfinished = happened.unfinished(id).all();
        if (view == null || state == ConnectorView.State.MISSING) {
            if (unfinished > 0) {
                String text = "connector " + id + " is missing: " + held(unfinished);
                add(Kind.MISSING, text, id, deliveries(id));
            }
        } else if (state == ConnectorView.State.BROKEN) {
            String text = "connector " + id + " is broken: " + view.condition().error();
            add(Kind.BROKEN, text, id, page(id));
        } else if (state == ConnectorView.State.INACTIVE && unfinished > 0) {
            String text = "connector " + id + " is inactive: " + held(unfinished);
            add(Kind.HELD, text, id, deliveries(id));
        }
        failures(id);
    }

    private void failures(String id) {
        Outcomes hour = happened.recent(id).hour();
        boolean onlyFailures = hour.failed() > 0 && hour.delivered() == 0;
        if (onlyFailures && items.stream().noneMatch(one -> isFailing(one, id))) {
            String text =
                    "connector "
                            + id
                            + " delivered nothing in the last hour: "
                            + counted(hour.failed(), "delivery", "deliveries")
                            + " failed";
            add(Kind.FAILS, text, id, page(id));
        }
        long open = happened.open(id);
        if (open > 0) {
            String text =
                    "connector "
                            + id
                            + " has "
                            + counted(open, "open failed query", "open failed queries");
            add(Kind.FAILED_QUERIES, text, id, "#/failed?connector=" + id + "&state=open");
        }
    }

    private static boolean isFailing(Item item, String id) {
        return item.kind() == Kind.FAILS && id.equals(item.connector());
    }

    private static String held(long deliveries) {
        return counted(deliveries, "delivery is held", "deliveries are held");
    }

    private static String deliveries(String id) {
        return "#/deliveries?connector=" + id;
    }

    private static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
