package io.tidegate.journal;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteCountTest extends CountContract {
    @TempDir Path folder;

    @Override
    JournalSettings fresh() {
        return new JournalSettings(
                "jdbc:sqlite:" + folder.resolve("tidegate.db"),
                null,
                null,
                JournalSettings.DEFAULT_MAX_WAITING);
    }
}
