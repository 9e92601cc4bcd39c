package io.tidegate.sandbox.identity;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.sandbox.identity.SqlAccounts.Row;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The Cloud Directory: all accounts, page by page, in the order in which they were made. */
final class DirectoryCalls {
    private static final int USUAL_SIZE = 20;
    private static final int CHUNK = 200;
    private static final String EARLIEST = "0000";
    private static final String LATEST = "9999";

    private DirectoryCalls() {}

    /** What is looked for, and behind which account the page begins. */
    private record Query(
            String from, String to, Map<String, @Nullable Object> q, int size, long after) {

        Map<String, @Nullable Object> json(long last) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("from", from);
            json.put("to", to);
            json.put("q", q);
            json.put("size", size);
            json.put("after", last);
            return json;
        }
    }

    static Object first(Tables tables, Call call) {
        LocalDate to = day(call.member("to"), "to");
        LocalDate from = day(call.member("from"), "from");
        return page(
                tables,
                new Query(
                        from == null ? EARLIEST : from.toString(),
                        to == null ? LATEST : to.plusDays(1).toString(),
                        As.map(call.member("q")),
                        size(call.member("size")),
                        0));
    }

    static Object next(Tables tables, Call call) {
        String next = call.needed("next");
        try {
            Map<String, @Nullable Object> json =
                    As.map(Json.parse(Base64.getUrlDecoder().decode(next)));
            if (json.get("after") instanceof Number after) {
                return page(
                        tables,
                        new Query(
                                String.valueOf(json.get("from")),
                                String.valueOf(json.get("to")),
                                As.map(json.get("q")),
                                size(json.get("size")),
                                after.longValue()));
            }
        } catch (InvalidJson | IllegalArgumentException notOurs) {
            // said below
        }
        throw wrong("next is none that an answer named");
    }

    private static Refused wrong(String description) {
        return Refused.bad(908, "A parameter is not formatted correctly", description);
    }

    private static int size(@Nullable Object given) {
        if (given == null) {
            return USUAL_SIZE;
        }
        if (given instanceof Integer size && size > 1 && size < 1_000) {
            return size;
        }
        throw wrong("size is above 1 and below 1000");
    }

    private static @Nullable LocalDate day(@Nullable Object given, String name) {
        String text = As.text(given);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw wrong(name + " is a day such as 2026-01-31");
        }
    }

    private static Object page(Tables tables, Query query) {
        Predicate<Map<String, @Nullable Object>> wanted = Question.of(query.q());
        List<Row> found = found(tables, query, wanted);
        boolean more = found.size() > query.size();
        List<Row> shown = more ? found.subList(0, query.size()) : found;
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("total", total(tables, query, wanted));
        page.put("data", shown.stream().map(Row::profile).toList());
        page.put(
                "next",
                more
                        ? Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        Json.write(query.json(shown.get(shown.size() - 1).seq())))
                        : null);
        return page;
    }

    /** One more than the page holds, if there is one. */
    private static List<Row> found(
            Tables tables, Query query, Predicate<Map<String, @Nullable Object>> wanted) {
        List<Row> found = new ArrayList<>();
        long after = query.after();
        while (found.size() <= query.size()) {
            List<Row> rows = tables.accounts().page(after, query.from(), query.to(), CHUNK);
            if (rows.isEmpty()) {
                break;
            }
            after = rows.get(rows.size() - 1).seq();
            rows.stream().filter(row -> wanted.test(row.profile())).forEach(found::add);
        }
        return found;
    }

    private static long total(
            Tables tables, Query query, Predicate<Map<String, @Nullable Object>> wanted) {
        if (query.q().isEmpty()) {
            return tables.accounts().count(query.from(), query.to());
        }
        long total = 0;
        long after = 0;
        List<Row> rows = tables.accounts().page(after, query.from(), query.to(), CHUNK);
        while (!rows.isEmpty()) {
            after = rows.get(rows.size() - 1).seq();
            total += rows.stream().filter(row -> wanted.test(row.profile())).count();
            rows = tables.accounts().page(after, query.from(), query.to(), CHUNK);
        }
        return total;
    }
}
