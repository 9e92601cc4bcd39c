package io.tidegate.api;

import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlDialect;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;

/** Copies the journal as it is at one moment into a new file, while it goes on being written. */
final class SqlBackup {
    private final SqlDatabase database;

    SqlBackup(SqlDatabase database) {
        this.database = database;
    }

    /**
     * Returns the file's size in bytes; the file is there whole or not at all, and only its owner
     * may read it.
     */
    long to(Path file) {
        if (database.dialect() != SqlDialect.SQLITE) {
            throw new Refusal(
                    422,
                    "the journal is in PostgreSQL: back it up by pg_dump; nothing was written");
        }
        if (Files.exists(file)) {
            throw new Refusal(409, file + " exists already; nothing was written");
        }
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.deleteIfExists(partial);
            Files.createFile(partial, ownerOnly(partial));
            copy(partial);
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(partial, file);
            return Files.size(file);
        } catch (FileAlreadyExistsException e) {
            throw new Refusal(409, file + " exists already; it was left as it is");
        } catch (IOException | SQLException e) {
            partial.toFile().delete();
            throw new Refusal(
                    422, "the backup to " + file + " failed: " + reason(e) + "; no file was left");
        }
    }

    private void copy(Path to) throws SQLException {
        String url;
        try (Connection reader = database.readers().getConnection()) {
            url = reader.getMetaData().getURL();
        }
        // Not one of the readers: these may not write any file.
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, to.toString());
            vacuum.execute();
        }
    }

    /** An IOException's own message is often only the path again. */
    private static String reason(Exception e) {
        String name = e.getClass().getSimpleName().replaceAll("Exception$", "");
        return e instanceof FileSystemException
                ? name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
                : String.valueOf(e.getMessage());
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
