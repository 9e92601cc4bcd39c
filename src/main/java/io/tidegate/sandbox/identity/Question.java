package io.tidegate.sandbox.identity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The Cloud Directory's rules: {@code {"group": {"operator": "AND", "rules": [{"name", "operator",
 * "value"}, …]}}}, where a name is a path such as {@code Email.Value}, and an array holds what any
 * of its members holds.
 */
final class Question {
    private Question() {}

    /**
     * @throws Refused if it is none
     */
    static Predicate<Map<String, @Nullable Object>> of(Map<String, @Nullable Object> q) {
        if (q.isEmpty()) {
            return profile -> true;
        }
        return rule(q);
    }

    private static Predicate<Map<String, @Nullable Object>> rule(
            Map<String, @Nullable Object> rule) {
        if (rule.containsKey("group")) {
            return group(As.map(rule.get("group")));
        }
        String name = As.text(rule.get("name"));
        String operator = As.text(rule.get("operator"));
        if (name == null || operator == null) {
            throw wrong("a rule has a name and an operator, or a group");
        }
        String[] path = name.split("\\.");
        Predicate<List<Object>> test = test(operator.toUpperCase(Locale.ROOT), rule.get("value"));
        return profile -> {
            List<Object> values = new ArrayList<>();
            collect(profile, path, 0, values);
            return test.test(values);
        };
    }

    private static Predicate<Map<String, @Nullable Object>> group(
            Map<String, @Nullable Object> group) {
        List<Predicate<Map<String, @Nullable Object>>> rules =
                As.list(group.get("rules")).stream().map(one -> rule(As.map(one))).toList();
        return switch (String.valueOf(group.get("operator")).toUpperCase(Locale.ROOT)) {
            case "AND" -> profile -> rules.stream().allMatch(one -> one.test(profile));
            case "OR" -> profile -> rules.stream().anyMatch(one -> one.test(profile));
            default -> throw wrong("a group's operator is AND or OR");
        };
    }

    private static Predicate<List<Object>> test(String operator, @Nullable Object value) {
        return switch (operator) {
            case "EXISTS" -> values -> !values.isEmpty();
            case "NOT_EXISTS" -> List::isEmpty;
            case "=" -> values -> values.stream().anyMatch(one -> same(one, value));
            case "!=" -> values -> values.stream().noneMatch(one -> same(one, value));
            case "CONTAINS" -> values -> values.stream().anyMatch(one -> contains(one, value));
            case "NOT_CONTAINS" -> values -> values.stream().noneMatch(one -> contains(one, value));
            case "BETWEEN" -> between(As.list(value));
            case ">", ">=", "<", "<=" ->
                    values -> values.stream().anyMatch(one -> ordered(operator, one, value));
            default ->
                    throw wrong(
                            "an operator is =, !=, >, >=, <, <=, BETWEEN, Contains, Not_Contains,"
                                    + " EXISTS or NOT_EXISTS");
        };
    }

    private static Predicate<List<Object>> between(List<@Nullable Object> bounds) {
        if (bounds.size() != 2) {
            throw wrong("the value of BETWEEN is [from, to]");
        }
        return values ->
                values.stream()
                        .anyMatch(
                                one ->
                                        ordered(">=", one, bounds.get(0))
                                                && ordered("<=", one, bounds.get(1)));
    }

    private static Refused wrong(String description) {
        return Refused.bad(1090, "The query is not valid", description);
    }

    private static void collect(@Nullable Object node, String[] path, int at, List<Object> values) {
        if (node instanceof List) {
            As.list(node).forEach(one -> collect(one, path, at, values));
        } else if (at == path.length) {
            if (node != null) {
                values.add(node);
            }
        } else {
            collect(As.map(node).get(path[at]), path, at + 1, values);
        }
    }

    private static boolean contains(Object one, @Nullable Object value) {
        return String.valueOf(one)
                .toLowerCase(Locale.ROOT)
                .contains(String.valueOf(value).toLowerCase(Locale.ROOT));
    }

    private static boolean same(Object one, @Nullable Object value) {
        return one instanceof Number && value instanceof Number
                ? compare(one, value) == 0
                : one.equals(value);
    }

    private static boolean ordered(String operator, Object one, @Nullable Object value) {
        if (value == null) {
            return false;
        }
        int order = compare(one, value);
        return switch (operator) {
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            default -> order <= 0;
        };
    }

    /** Numbers by their value; dates are ISO texts, whose order is that of time. */
    private static int compare(Object one, Object other) {
        try {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()));
        } catch (NumberFormatException text) {
            return one.toString().compareTo(other.toString());
        }
    }
}
