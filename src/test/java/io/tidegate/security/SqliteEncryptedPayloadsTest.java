package io.tidegate.security;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

class SqliteEncryptedPayloadsTest extends EncryptedPayloadsContract {
    @TempDir Path databases;

    @Override
    String url() {
        return "jdbc:sqlite:" + databases.resolve(UUID.randomUUID() + ".db");
    }
}
