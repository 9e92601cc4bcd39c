package io.tidegate.access;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteAdministratorsTest extends AdministratorsContract {
    @TempDir Path folder;

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("tidegate.db");
    }
}
