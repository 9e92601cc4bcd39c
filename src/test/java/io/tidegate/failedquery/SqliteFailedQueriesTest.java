package io.tidegate.failedquery;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteFailedQueriesTest extends FailedQueriesContract {
    @TempDir Path temp;

    @BeforeEach
    void open() {
        use(new StoredDeliveries("jdbc:sqlite:" + temp.resolve("tidegate.db")));
    }

    @AfterEach
    void close() {
        stored.close();
    }
}
