package io.tidegate.security;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The master keys in the data folder, one a line: the first encrypts, others are there while a
 * rotation is under way. Only its owner may read it.
 */
final class KeyFile {
    private static final String NAME = "master.key";
    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rw-------");

    private final Path file;

    KeyFile(Path dataFolder) {
        this.file = dataFolder.resolve(NAME);
    }

    Path path() {
        return file;
    }

    /**
     * Empty if there is no such file.
     *
     * @throws UnusableKey if it is no key file, cannot be read, or can be read by others
     */
    List<MasterKey> read() {
        List<MasterKey> keys = new ArrayList<>();
        try {
            if (!Files.exists(file)) {
                return keys;
            }
            refuseIfOthersMayRead();
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                MasterKey key = MasterKey.of(line.strip());
                if (key == null) {
                    throw new UnusableKey(
                            "the master key file "
                                    + file
                                    + " is damaged: line "
                                    + (keys.size() + 1)
                                    + " is not 32 bytes in base64; put the file back from where you keep a copy of it,"
                                    + " nothing was changed");
                }
                keys.add(key);
            }
        } catch (IOException e) {
            throw new UnusableKey("the master key file " + file + " cannot be read: " + e);
        }
        return keys;
    }

    private void refuseIfOthersMayRead() throws IOException {
        if (!isPosix()) {
            return;
        }
        Set<PosixFilePermission> seen = Files.getPosixFilePermissions(file);
        if (!OWNER.containsAll(seen)) {
            throw new UnusableKey(
                    "the master key file "
                            + file
                            + " is "
                            + PosixFilePermissions.toString(seen)
                            + ", allowed is rw------- (chmod 600): others may have read it, so change it afterwards by"
                            + " tidegate secret rotate");
        }
    }

    /** All of them or nothing, on the disk when this returns, its name in the folder too. */
    void write(List<MasterKey> keys) {
        StringBuilder lines = new StringBuilder();
        keys.forEach(key -> lines.append(key.base64()).append('\n'));
        Path beside = file.resolveSibling(NAME + ".new");
        try {
            Files.deleteIfExists(beside);
            try (FileChannel channel =
                    FileChannel.open(
                            beside,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            ownerOnly())) {
                ByteBuffer content = StandardCharsets.US_ASCII.encode(lines.toString());
                while (content.hasRemaining()) {
                    channel.write(content);
                }
                channel.force(true);
            }
            move(beside);
            syncFolder();
        } catch (IOException e) {
            throw new UnusableKey(
                    "the master key file "
                            + file
                            + " cannot be written: "
                            + e
                            + "; no secret was changed");
        }
    }

    private void move(Path beside) throws IOException {
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Rows that need the key may be committed next: its name must not be lost with the power. */
    private void syncFolder() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && isPosix()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
