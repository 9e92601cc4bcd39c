package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.journal.SqlBackup;
import io.tidegate.journal.SqlDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/backup}. */
final class BackupResource implements Resource {
    private final SqlDatabase database;

    BackupResource(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.post("/api/backup", Role.ADMIN, this::make).recorded("backup.make"));
    }

    Answer make(Call call) {
        Map<?, ?> body = call.object();
        if (body.size() != 1 || !(body.get("file") instanceof String text)) {
            throw Refusal.of(
                    422,
                    "",
                    "the body must be {\"file\": \"an absolute path on the server's machine\"}");
        }
        Path file = absolute(text);
        Map<String, Object> json = new LinkedHashMap<>();
        try {
            SqlBackup.write(database, file);
            json.put("file", file.toString());
            json.put("bytes", Files.size(file));
        } catch (IOException | UnsupportedOperationException e) {
            throw Refusal.of(422, "/file", String.valueOf(e.getMessage()));
        }
        return Answer.ok(json);
    }

    private static Path absolute(String text) {
        try {
            Path file = Path.of(text);
            if (file.isAbsolute() && file.getFileName() != null) {
                return file.normalize();
            }
        } catch (InvalidPathException e) {
            throw Refusal.of(422, "/file", "file is no path: " + e.getReason());
        }
        throw Refusal.of(
                422,
                "/file",
                "file is \"" + text + "\", allowed is an absolute path on the server's machine");
    }
}
