package io.tidegate.connector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that a file of routes names: scripts, tables, whatever it is made of beside itself. */
final class FilesRead {
    private final Map<Path, Stamp> stamps = new LinkedHashMap<>();
    private final Map<Path, String> prints = new HashMap<>();
    private final List<Path> inOrder = new ArrayList<>();

    /** To be called before it is read, and also if it is not there. */
    void add(Path file) {
        Path path = file.toAbsolutePath().normalize();
        stamps.putIfAbsent(path, Stamp.of(path));
        prints.computeIfAbsent(path, Prints::content);
        inOrder.add(path);
    }

    int count() {
        return inOrder.size();
    }

    /** Those that were added after so many. */
    List<Path> since(int count) {
        return inOrder.subList(count, inOrder.size());
    }

    /** What tells its contents from others: never newer than what is read after it was added. */
    String print(Path file) {
        return prints.getOrDefault(file, "");
    }

    /** As each was when it was added. */
    Map<Path, Stamp> stamps() {
        return Collections.unmodifiableMap(stamps);
    }
}
