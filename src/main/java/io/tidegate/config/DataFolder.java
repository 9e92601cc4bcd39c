package io.tidegate.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The data folder, held by this process alone until it is closed or the process ends. */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK_FILE = "tidegate.lock";

    /**
     * Held by this very process. Looked at before the file is opened: POSIX drops a process' lock
     * as soon as that process closes any handle of the file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path lockFile;
    private final FileChannel channel;

    private DataFolder(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Takes the folder, and makes it if it is missing.
     *
     * @throws DataFolderInUse if another process holds it, with that one's pid in the message
     */
    public static DataFolder lock(Path folder) {
        try {
            PrivateFile.makeFolder(folder);
            Path lockFile = folder.toRealPath().resolve(LOCK_FILE);
            if (!HELD.add(lockFile)) {
                throw new DataFolderInUse(folder, Long.toString(ProcessHandle.current().pid()));
            }
            try {
                return new DataFolder(lockFile, locked(folder, lockFile));
            } catch (IOException | RuntimeException e) {
                HELD.remove(lockFile);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the data folder " + folder + " cannot be used: " + e, e);
        }
    }

    private static FileChannel locked(Path folder, Path lockFile) throws IOException {
        FileChannel channel =
                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new DataFolderInUse(folder, Files.readString(lockFile).strip());
        }
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
        return channel;
    }

    /** Lets go of the folder; the lock's file stays, since a process may be about to lock it. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock " + lockFile + " cannot be released: " + e, e);
        } finally {
            HELD.remove(lockFile);
        }
    }
}
