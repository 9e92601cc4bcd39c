package io.tidegate.authoring;

import io.tidegate.failedquery.StoredDeliveries;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class SqliteVersionsTest extends VersionsContract {
    @TempDir static Path folder;
    static StoredDeliveries stored;

    @BeforeAll
    static void open() {
        stored = new StoredDeliveries("jdbc:sqlite:" + folder.resolve("tidegate.db"));
    }

    @AfterAll
    static void close() {
        stored.close();
    }

    @Override
    StoredDeliveries stored() {
        return stored;
    }
}
