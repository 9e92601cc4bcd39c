package io.tidegate.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

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
     * The database's file, to fsync it. To be closed after the last connection: POSIX lets go of
     * all of a process' locks on a file when any of its descriptors is closed (SQLite, "How To
     * Corrupt An SQLite Database File", section 2.2).
     */
    static FileChannel open(String url) {
        try {
            return FileChannel.open(of(url), StandardOpenOption.READ);
        } catch (IOException e) {
            throw new JournalUnavailable("the journal's file cannot be opened: " + e, e);
        }
    }

    /** What tells this file from another one at the same place; null if there is none. */
    static @Nullable Object identity(String url) {
        try {
            return Files.readAttributes(of(url), BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    static void close(@Nullable FileChannel file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal's file cannot be closed", e);
        }
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
