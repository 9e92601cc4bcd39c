package io.tidegate.sandbox.identity;

import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The catalogue of roles: each with its permissions. */
final class SqlRoles extends SqlRows {

    SqlRoles(Connection connection) {
        super(connection);
    }

    boolean has(String name) {
        return row("SELECT name FROM role WHERE name = ?", row -> row.getString(1), name) != null;
    }

    void put(String name, Set<String> permissions) {
        change(
                "INSERT INTO role (name, permissions) VALUES (?, ?) ON CONFLICT (name) DO UPDATE"
                        + " SET permissions = excluded.permissions",
                name,
                Json.text(Map.of("all", List.copyOf(permissions))));
    }

    void delete(String name) {
        change("DELETE FROM role WHERE name = ?", name);
    }

    Map<String, List<String>> all() {
        Map<String, List<String>> all = new TreeMap<>();
        rows(
                        "SELECT name, permissions FROM role ORDER BY name",
                        row -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(
                        role ->
                                all.put(
                                        role.getKey(),
                                        As.texts(
                                                json(role.getValue()
                                                                .getBytes(StandardCharsets.UTF_8))
                                                        .get("all"))));
        return all;
    }
}
