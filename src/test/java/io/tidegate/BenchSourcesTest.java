package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench's programs are compiled by its commands alone, so what they use may go unnoticed. */
class BenchSourcesTest {
    @Test
    void theyCompileOnTheClassPathOfTheTests(@TempDir Path classes) throws Exception {
        List<Path> sources;
        try (var files = Files.walk(Path.of("bench/src"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(sources).hasSizeGreaterThan(10);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(said, Locale.ROOT, null)) {
            List<String> options = List.of("-parameters", "-proc:none", "-d", classes.toString());
            boolean done =
                    compiler.getTask(
                                    null,
                                    files,
                                    said,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call();
            assertThat(done).as("%s", said.getDiagnostics()).isTrue();
        }
    }
}
