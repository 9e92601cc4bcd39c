package io.tidegate.failedquery;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteJobsTest extends JobsContract {
    @TempDir Path temp;

    @BeforeEach
    void open() {
        use(new StoredDeliveries("jdbc:sqlite:" + temp.resolve("tidegate.db")));
    }
}
