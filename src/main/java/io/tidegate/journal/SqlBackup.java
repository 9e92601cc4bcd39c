package io.tidegate.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;

/**
 * A copy of SQLite's journal in one file, made while it is written: what was committed before the
 * call is in it. To restore it: stop, remove {@code tidegate.db-wal} and {@code -shm}, put the file
 * in place of {@code tidegate.db}, start.
 */
public final class SqlBackup {
    private SqlBackup() {}

    /**
     * Writes the copy, readable by its owner only.
     *
     * @throws IOException if the file exists, or cannot be written; then there is none
     * @throws UnsupportedOperationException on PostgreSQL, which has its own means
     */
    public static void write(SqlDatabase database, Path file) throws IOException {
        if (database.dialect() != SqlDialect.SQLITE) {
            throw new UnsupportedOperationException(
                    "the journal is in PostgreSQL: back it up with pg_dump --format=custom; nothing was written");
        }
        Path target = file.toAbsolutePath();
        refuseIfThere(target);
        Path folder =
                Objects.requireNonNull(target.getParent(), "only / has none, and it is there");
        if (!Files.isDirectory(folder)) {
            throw new IOException("the folder " + folder + " does not exist; nothing was written");
        }
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        try {
            SqlFile.createPrivate(unfinished);
            vacuumInto(database, unfinished);
            refuseIfThere(target);
            move(unfinished, target);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void refuseIfThere(Path target) throws IOException {
        if (Files.exists(target)) {
            throw new IOException(
                    "the backup file "
                            + target
                            + " exists already; name another, nothing was written");
        }
    }

    /** On a connection of its own: readers may not write, not even elsewhere. */
    private static void vacuumInto(SqlDatabase database, Path file) throws IOException {
        try (Connection connection = database.openWriter();
                PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, file.toString());
            vacuum.execute();
        } catch (SQLException e) {
            throw new IOException(
                    "the backup "
                            + file
                            + " failed: "
                            + e.getMessage()
                            + "; nothing was kept of it",
                    e);
        }
        sync(file);
    }

    private static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }
}
