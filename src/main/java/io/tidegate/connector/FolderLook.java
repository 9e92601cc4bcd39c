package io.tidegate.connector;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which files of routes a folder has, and what each looks like from outside. */
final class FolderLook extends SimpleFileVisitor<Path> {
    private final Map<Path, Stamp> stamps = new HashMap<>();

    private final Path folder;

    private FolderLook(Path folder) {
        this.folder = folder;
    }

    /**
     * Asks the file system once for each file: this is done several times a second, of thousands.
     *
     * @param folder absolute; may be missing
     * @throws IOException if it cannot be listed
     */
    static Map<Path, Stamp> at(Path folder) throws IOException {
        FolderLook look = new FolderLook(folder);
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), 1, look);
        }
        return look.stamps;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
        if (is.isRegularFile() && ConnectorFiles.isRouteFile(file)) {
            stamps.put(file, Stamp.of(is));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (file.equals(folder)) {
            throw e;
        }
        return FileVisitResult.CONTINUE; // gone since the folder was listed
    }
}
