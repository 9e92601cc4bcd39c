package io.tidegate.erasure;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteErasuresTest extends ErasuresContract {
    @TempDir Path folder;

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("tidegate.db");
    }
}
