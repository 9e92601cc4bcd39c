package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Dockerfile copies what is there, and its Java can do what Tidegate needs of it. */
class ImageFileTest {
    private final String image = DeployedFiles.text(Path.of("Dockerfile"));

    @Test
    void whatItCopiesIsThereAndNotIgnored() {
        List<String> kept =
                DeployedFiles.text(Path.of(".dockerignore"))
                        .lines()
                        .filter(line -> line.startsWith("!"))
                        .map(line -> line.substring(1))
                        .toList();
        List<String> copied =
                Pattern.compile("(?m)^COPY (?!--from)(?:--\\S+ )?(.+) \\S+$")
                        .matcher(image)
                        .results()
                        .flatMap(found -> List.of(found.group(1).split(" ")).stream())
                        .toList();
        assertThat(copied).hasSizeGreaterThan(3);
        assertThat(copied)
                .allSatisfy(
                        from -> {
                            assertThat(Path.of(from)).exists();
                            assertThat(kept)
                                    .anyMatch(one -> from.startsWith(one) || one.startsWith(from));
                        });
    }

    @Test
    void itsJavaHasModulesThatExistAndTheCompilerOfRoutes() {
        MatchResult modules =
                Pattern.compile("--add-modules \\\\\\n((?:[a-z.,]+\\\\\\n)*[a-z.,]+)\\n")
                        .matcher(image)
                        .results()
                        .findFirst()
                        .orElseThrow();
        List<String> named = List.of(modules.group(1).replaceAll("\\\\\\n", "").split(","));
        assertThat(named)
                .doesNotHaveDuplicates()
                .contains("jdk.compiler", "jdk.zipfs", "java.sql.rowset", "java.naming");
        assertThat(named)
                .allSatisfy(
                        name ->
                                assertThat(ModuleFinder.ofSystem().find(name))
                                        .as(name)
                                        .isPresent());
    }

    @Test
    void itRunsAsNobodyAndAsksTheCommandHowItIs() {
        assertThat(image)
                .contains("\nUSER 10001:10001\n", "\nSTOPSIGNAL SIGTERM\n")
                .containsPattern("HEALTHCHECK .* CMD \\[\"tidegate\", \"health\"]");
    }

    @Test
    void everyVariableIsASetting() {
        String settings = DeployedFiles.text(Path.of("docs/settings.md"));
        String files = image + DeployedFiles.text(Path.of("deploy/docker/tidegate"));
        assertThat(Pattern.compile("TIDEGATE_[A-Z_]+").matcher(files).results())
                .hasSizeGreaterThan(3)
                .allSatisfy(found -> assertThat(settings).contains("`" + found.group() + "`"));
    }
}
