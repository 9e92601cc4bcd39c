package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsPageTest {

    @Test
    void docsSettingsHasExactlyOneLineForEachSettingAsTheCodeHasIt() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/settings.md"));
        assertThat(lines.stream().filter(line -> line.startsWith("| `tidegate.")))
                .containsExactlyElementsOf(Setting.all().stream().map(Setting::line).toList());
    }
}
