package io.tidegate.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items of a list, from as many pages as it takes: one of a filtered list may hold fewer than
 * were asked for.
 *
 * @param first page, as it was answered
 * @param next the cursor of what comes after the items; null at the end
 */
record Listing(Node first, List<Node> items, @Nullable String next) {

    /** All on the first page only, if that is what will be shown. */
    static Listing of(
            Conversation conversation,
            String path,
            Map<String, @Nullable String> query,
            int limit,
            boolean firstOnly) {
        Map<String, @Nullable String> rest = new LinkedHashMap<>(query);
        Node first = conversation.get(path + Conversation.query(rest));
        Node page = first;
        List<Node> items = new ArrayList<>(first.list("items"));
        while (!firstOnly && items.size() < limit && page.at("next").isThere()) {
            rest.put("cursor", page.text("next"));
            rest.put("limit", Integer.toString(limit - items.size()));
            page = conversation.get(path + Conversation.query(rest));
            items.addAll(page.list("items"));
        }
        return new Listing(first, items, page.at("next").isThere() ? page.text("next") : null);
    }
}
