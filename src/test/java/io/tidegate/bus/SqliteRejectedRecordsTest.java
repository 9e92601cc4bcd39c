package io.tidegate.bus;

import io.tidegate.journal.JournalSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRejectedRecordsTest extends RejectedRecordsContract {
    @TempDir private Path folder;

    @Override
    JournalSettings settings() {
        return new JournalSettings("jdbc:sqlite:" + folder.resolve("t.db"), null, null, 100);
    }
}
