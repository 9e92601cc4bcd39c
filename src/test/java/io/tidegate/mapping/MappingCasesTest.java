package io.tidegate.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tidegate.event.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A folder is a case: {@code mapping.yaml} with {@code expected.json}, or {@code error.txt} for an
 * event that cannot be mapped, or {@code invalid.txt} for a mapping that cannot be compiled ({@code
 * keys | message}; … stands for anything). The event is the folder's own or the one they share.
 */
class MappingCasesTest {
    private static final Path CASES = Path.of("src/test/resources/mapping");

    @TestFactory
    Stream<DynamicTest> cases() throws Exception {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(folder -> dynamicTest(folder.getFileName().toString(), () -> run(folder)))
                    .toList()
                    .stream();
        }
    }

    private static void run(Path folder) throws Exception {
        if (Files.exists(folder.resolve("invalid.txt"))) {
            isInvalid(folder);
            return;
        }
        Mapping mapping = Mapping.compile(spec(folder), new FileLookupTables(folder));
        Map<String, Object> event = event(folder);
        String before = Json.text(event);
        if (Files.exists(folder.resolve("error.txt"))) {
            MappingFailed e = catchThrowableOfType(MappingFailed.class, () -> mapping.apply(event));
            assertThat(e).hasMessage(Files.readString(folder.resolve("error.txt")).stripTrailing());
            assertThat(mapping.targets()).contains(e.field());
        } else {
            Object expected = Json.parse(Files.readAllBytes(folder.resolve("expected.json")));
            assertThat(Json.text(mapping.apply(event))).isEqualTo(Json.text(expected));
            assertThat(Json.text(mapping.apply(event))).as("again").isEqualTo(Json.text(expected));
        }
        assertThat(Json.text(event)).as("the event is as it was").isEqualTo(before);
    }

    private static void isInvalid(Path folder) throws Exception {
        InvalidMapping e =
                catchThrowableOfType(
                        InvalidMapping.class,
                        () -> Mapping.compile(spec(folder), new FileLookupTables(folder)));
        List<String> expected = Files.readAllLines(folder.resolve("invalid.txt"));
        List<String> seen =
                e.problems().stream()
                        .map(p -> String.join(" > ", p.keys()) + " | " + p.message())
                        .toList();
        assertThat(seen).hasSameSizeAs(expected);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(seen.get(i)).matches(pattern(expected.get(i)));
        }
        assertThat(e)
                .hasMessageStartingWith(
                        "mapping " + String.join(" > ", e.problems().get(0).keys()) + ": ");
    }

    private static Pattern pattern(String expected) {
        String pattern =
                Stream.of(expected.split("…", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.DOTALL);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> spec(Path folder) throws Exception {
        String yaml = Files.readString(folder.resolve("mapping.yaml"));
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> event(Path folder) throws Exception {
        Path own = folder.resolve("event.json");
        Path file = Files.exists(own) ? own : CASES.resolve("event.json");
        return (Map<String, Object>) Json.parse(Files.readAllBytes(file));
    }
}
