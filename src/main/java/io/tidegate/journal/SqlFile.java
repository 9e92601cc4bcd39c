package io.tidegate.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** SQLite's files: they hold people's data, so only their owner may read them. */
final class SqlFile {
    private static final String URL = "jdbc:sqlite:";

    private SqlFile() {}

    /** The file that a URL {@code jdbc:sqlite:FILE} names. */
    static Path of(String url) {
        int parameters = url.indexOf('?');
        return Path.of(url.substring(URL.length(), parameters < 0 ? url.length() : parameters));
    }

    /**
     * A database that can give free pages back: to be said before anything else is written to it,
     * WAL mode too.
     */
    static void createDatabase(String url) throws IOException, SQLException {
        createPrivate(of(url));
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA journal_mode = WAL");
        }
    }

    /** An empty file, unless there is one; SQLite gives its log and index the same permissions. */
    static void createPrivate(Path file) throws IOException {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            return;
        }
    }
}
