package io.tidegate.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What shows that a file was written since, without reading it.
 *
 * @param key the file system's name for it, which is another one after a rename into its place
 */
record Stamp(long size, FileTime modified, @Nullable Object key) {
    private static final Stamp ABSENT = new Stamp(-1, FileTime.fromMillis(0), null);

    static Stamp of(Path file) {
        try {
            return of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (IOException e) {
            return ABSENT;
        }
    }

    static Stamp of(BasicFileAttributes is) {
        return new Stamp(is.size(), is.lastModifiedTime(), is.fileKey());
    }
}
