package io.tidegate.connector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What may hold routes: the files of a folder, and the classes that jars on the class path bring.
 */
final class Candidates {
    private final Loading with;
    private final JavaCompilation compilation;

    /**
     * @param compilation open as long as they are read
     */
    Candidates(Loading with, JavaCompilation compilation) {
        this.with = with;
        this.compilation = compilation;
    }

    /**
     * @param folder what paths are relative to in the classes that jars bring
     */
    List<Candidate> all(List<Path> files, Path folder) {
        JavaRoutes java = new JavaRoutes(with);
        List<Candidate> candidates = new ArrayList<>();
        for (Path path : files) {
            candidates.add(of(path, java));
        }
        candidates.addAll(PackagedBuilder.all(folder, java));
        return candidates;
    }

    private Candidate of(Path path, JavaRoutes java) {
        if (DestinationFile.isOne(path)) {
            return new DestinationFile(path);
        }
        return path.toString().endsWith(".java")
                ? new JavaFile(path, compilation, java)
                : new YamlFile(path, with);
    }
}
