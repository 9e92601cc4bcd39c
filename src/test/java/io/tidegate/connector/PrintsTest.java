package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

class PrintsTest {
    private static final Node WORDS = new ScalarNode(Tag.STR, "the same", ScalarStyle.PLAIN);

    @TempDir Path folder;

    private static String print(FilesRead files) {
        Prints prints = new Prints("");
        prints.route("crm", WORDS, files, 0);
        return String.valueOf(prints.of("crm"));
    }

    private static FilesRead reading(Path file) {
        FilesRead files = new FilesRead();
        files.add(file);
        return files;
    }

    /** Or what was read would count as the newer version, and that would never be taken over. */
    @Test
    void aScriptThatIsSavedWhileItIsReadIsAnotherVersion() throws Exception {
        Path script = Files.writeString(folder.resolve("hook.js"), "first");
        FilesRead early = reading(script);
        Files.writeString(script, "second");

        assertThat(print(early)).isNotEqualTo(print(reading(script)));
        assertThat(print(reading(script))).isEqualTo(print(reading(script)));
        assertThat(early.since(0)).isEqualTo(List.of(script.toAbsolutePath()));
    }
}
