package io.tidegate.sandbox.identity;

import io.tidegate.event.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Custom objects: records of an account under a name. */
final class SqlObjects extends SqlRows {
    private static final String COLUMNS = "SELECT id, uid, created, modified, content";

    SqlObjects(Connection connection) {
        super(connection);
    }

    /** One of them. */
    record Record(
            String id,
            String uid,
            String created,
            String modified,
            Map<String, @Nullable Object> content) {

        Map<String, @Nullable Object> json(boolean deleted) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("Id", id);
            json.put("IsActive", !deleted);
            json.put("DateCreated", created);
            json.put("DateModified", modified);
            json.put("IsDeleted", deleted);
            json.put("Uid", uid);
            json.put("CustomObject", content);
            return json;
        }
    }

    private static Record read(ResultSet row) throws SQLException {
        return new Record(
                row.getString("id"),
                row.getString("uid"),
                row.getString("created"),
                row.getString("modified"),
                json(row.getBytes("content")));
    }

    List<Record> of(String uid, String name) {
        return rows(
                COLUMNS + " FROM custom_object WHERE uid = ? AND name = ? ORDER BY created, id",
                SqlObjects::read,
                uid,
                name);
    }

    @Nullable Record one(String uid, String name, String id) {
        return row(
                COLUMNS + " FROM custom_object WHERE uid = ? AND name = ? AND id = ?",
                SqlObjects::read,
                uid,
                name,
                id);
    }

    void put(String name, Record record) {
        change(
                "INSERT INTO custom_object (id, uid, name, created, modified, content) VALUES"
                        + " (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                        + " modified = excluded.modified, content = excluded.content",
                record.id(),
                record.uid(),
                name,
                record.created(),
                record.modified(),
                Json.write(record.content()));
    }

    void delete(String id) {
        change("DELETE FROM custom_object WHERE id = ?", id);
    }

    void deleteAll(String uid) {
        change("DELETE FROM custom_object WHERE uid = ?", uid);
    }

    void move(String uid, String newUid) {
        change("UPDATE custom_object SET uid = ? WHERE uid = ?", newUid, uid);
    }
}
