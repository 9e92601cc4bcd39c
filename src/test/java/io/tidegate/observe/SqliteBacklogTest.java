package io.tidegate.observe;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class SqliteBacklogTest extends BacklogContract {
    @TempDir Path folder;

    @Override
    DataSource fresh() {
        SQLiteDataSource journal = new SQLiteDataSource();
        journal.setUrl("jdbc:sqlite:" + folder.resolve("tidegate.db"));
        return journal;
    }

    @Override
    String migrations() {
        return "sqlite";
    }
}
